import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import express, { type RequestHandler } from 'express';
import { pino } from 'pino';

import { openHouse } from '../../../server/compose.ts';
import { readConfig } from '../../../server/config.ts';
import { HAPPENINGS } from '../../../server/domain/happening.ts';
import { writtenOrganisation } from '../../../server/domain/new-organisation.ts';
import { newUser } from '../../../server/domain/user.ts';
import { type Role, VISITOR } from '../../../server/domain/viewer.ts';
import { API_PATH } from '../../../server/pages/api/api-address.ts';
import { apiRouter } from '../../../server/pages/api/api-router.ts';
import { healthPage } from '../../../server/pages/health-page.ts';
import type { TokenScope } from '../../../server/ports/user-store.ts';
import { createRelay } from '../../../server/relay/relay.ts';
import { setContext } from '../../../server/web/context.ts';
import { languageOf } from '../../../server/web/i18n.ts';
import { createMetrics } from '../../../server/web/metrics.ts';
import { ADMIN, freePort } from '../../fixtures/an-instance.ts';
import { promised } from './promised.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

export interface Asked {
  readonly token?: string | null;
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Api = Awaited<ReturnType<typeof anApi>>;

/** The real API over real HTTP in this process: stores on disk, relay and index, set up as "Musterstadt", with a second town beside it. */
export async function anApi() {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-api-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = readConfig({ PORT: String(port), BASE_URL: url, DATA_DIR: join(folder, 'data') }, folder);
  const clock = () => new Date();
  const house = await openHouse({ config, clock, isServer: true, onWaiting: () => undefined });
  const { index, indexing, searchRecords } = await house.openIndex();
  const faults: unknown[] = [];
  const log = { error: (data: object) => void faults.push(data), warn: () => undefined };
  const relay = createRelay({
    journal: house.journal,
    listeners: [
      {
        name: 'history',
        kinds: HAPPENINGS,
        hear: async (happenings) => {
          await house.history.keepVersions(happenings);
          await house.history.number(happenings);
        },
      },
      { name: 'index', kinds: HAPPENINGS, hear: indexing.follow },
    ],
    mayCarry: async () => true,
    isOutage: () => false,
    onShelved: async () => undefined,
    log: pino({ level: 'silent' }),
  });

  const founded = await house.actions.setUp.run({
    organisation: { name: 'Musterstadt', handle: 'musterstadt', orgType: 'town', ags: '01001000', population: 12_000 },
    ...ADMIN,
  });
  if (!founded.ok) throw new Error(`Not set up: ${JSON.stringify(founded.refusal)}`);
  const home = founded.value.id;

  /** A new person of an organisation, with a token. */
  const aPerson = async (role: Role, scope: TokenScope, organisations: readonly string[] = [home]): Promise<{ id: string; token: string }> => {
    const id = house.secrets.newId();
    const email = `${id}@musterstadt.example`;
    await house.stores.users.add(newUser({ id, email, passwordHash: 'none', role, organisations, created: clock().toISOString() }));
    const made = await house.actions.useTokens.create(email, scope);
    if (!made.ok) throw new Error('No token');
    return { id, token: made.value };
  };
  const tokenFor = async (...who: Parameters<typeof aPerson>): Promise<string> => (await aPerson(...who)).token;
  const addTown = async (handle: string): Promise<string> => {
    const { value: content } = writtenOrganisation(null, { name: `Stadt ${handle}`, handle, orgType: 'town' }, undefined);
    const id = house.addresses.organisation(handle);
    const now = clock().toISOString();
    await house.stores.organisations.add({ id, handle, created: now, updated: now, revision: 1, content }, []);
    return id;
  };

  const metrics = createMetrics();
  const known: RequestHandler = (req, res, next) => {
    const language = languageOf({ query: req.query, acceptLanguage: req.get('accept-language') });
    setContext(res, { viewer: VISITOR, words: house.words[language], nonce: '' });
    next();
  };
  const checks: Record<string, () => Promise<unknown>> = { store: () => house.stores.instance.find(), index: () => index.ping() };
  const app = express();
  app.set('query parser', 'simple');
  app.use(known, metrics.countRequests);
  app.use(healthPage({ checks, metrics, counts: house.journal.counts, useTokens: house.actions.useTokens }));
  const search: { answers: typeof searchRecords } = { answers: searchRecords };
  const needs = {
    ...house.actions,
    searchRecords: ((viewer, query) => search.answers(viewer, query)) as typeof searchRecords,
    addresses: house.addresses,
    clock,
    version: '0.1.0',
    log,
  };
  app.use(API_PATH, apiRouter(needs));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  const promise = promised();
  const token = await tokenFor('admin', 'write');
  /** Asks the API below /api/v1, or any other address of this instance; with the admin's token unless told otherwise. */
  const ask = async (method: string, path: string, asked: Asked = {}): Promise<Answer> => {
    const body = asked.raw ?? (asked.body === undefined ? undefined : JSON.stringify(asked.body));
    const auth = asked.token === null ? {} : { authorization: `Bearer ${asked.token ?? token}` };
    const headers = { ...auth, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...asked.headers };
    const address = path.startsWith('http') ? path : path.startsWith('//') ? `${url}${path.slice(1)}` : `${url}${API_PATH}${path}`;
    const answer = await fetch(address, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body: body as string }) });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    const json = type.includes('json') && text !== '' ? (JSON.parse(text) as unknown) : null;
    // Every answer of every test is held against the OpenAPI document.
    if (address.startsWith(`${url}${API_PATH}`)) promise.check(method, new URL(address).pathname.slice(API_PATH.length), { status: answer.status, json, type });
    return { status: answer.status, headers: answer.headers, text, json };
  };

  return {
    url,
    home,
    house,
    token,
    faults,
    checks,
    search,
    ask,
    aPerson,
    tokenFor,
    addTown,
    /** Until everything that happened was carried. */
    async settled(): Promise<void> {
      while ((await relay.round()) > 0);
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await index.close();
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The member of an answer at a dotted path; undefined where there is none. */
export function at({ json }: Answer, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined), json);
}

export function textAt(answer: Answer, path: string): string {
  const value = at(answer, path);
  if (typeof value !== 'string') throw new Error(`No text at ${path}: ${answer.text.slice(0, 300)}`);
  return value;
}

export function listAt(answer: Answer, path: string): readonly unknown[] {
  const value = at(answer, path);
  if (!Array.isArray(value)) throw new Error(`No list at ${path}: ${answer.text.slice(0, 300)}`);
  return value;
}

/** The fields a problem names, each with its code. */
export function problemsIn(answer: Answer): string[] {
  return listAt(answer, 'errors').map((error) => `${Reflect.get(Object(error), 'field')}: ${Reflect.get(Object(error), 'code')}`);
}
