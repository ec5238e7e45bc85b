import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Logger, pino } from 'pino';

import { operatorOf } from '../../../server/cli/people.ts';
import { type House, openHouse } from '../../../server/compose.ts';
import { openServer } from '../../../server/compose-server.ts';
import { readConfig } from '../../../server/config.ts';
import type { User } from '../../../server/domain/user.ts';
import type { Role, Viewer } from '../../../server/domain/viewer.ts';
import { ADMIN, freePort, pause } from '../../fixtures/an-instance.ts';
import { onEngine } from '../../fixtures/on-engine.ts';

export interface HouseWithDoors {
  readonly house: House;
  readonly url: string;
  readonly operator: Viewer;
  /** Lines of the log, as they were written. */
  readonly logged: string[];
  /** The clock goes on by so much. */
  pass(ms: number): void;
  person(email: string, role: Role, password?: string): Promise<User>;
  /** The links in the mails of this kind to this address, newest first, as paths. */
  links(kind: string, to: string): Promise<string[]>;
  mails(to: string): Promise<string[]>;
  /** Every address to which a form can be posted. */
  readonly posts: readonly string[];
  /** Waits until what happened was carried to the audit log. */
  acts(): Promise<string[]>;
  close(): Promise<void>;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const PASSWORD = 'Laternen am Fluss 3';

/** Everything that a server is, in this process, with a clock that goes on when it is told to. */
export async function aHouseWithDoors(settings: Readonly<Record<string, string>> = {}): Promise<HouseWithDoors> {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-doors-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const skew = { ms: 0 };
  const config = readConfig({ DATA_DIR: join(folder, 'data'), BASE_URL: url, PORT: String(port), ...onEngine(), ...settings }, folder);
  const house = await openHouse({ config, clock: () => new Date(Date.now() + skew.ms), isServer: true, onWaiting: () => undefined });
  const organisation = { name: 'Musterstadt', handle: 'musterstadt', orgType: 'town', ags: '05970004' };
  const founded = await house.actions.setUp.run({ organisation, ...ADMIN });
  if (!founded.ok) throw new Error(`Not set up: ${JSON.stringify(founded.refusal)}`);
  const logged: string[] = [];
  const log: Logger = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const server = await openServer(house, { log, setUpCode: 'x', hasLimits: false });
  const http: Server = createServer(server.app);
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const operator = await operatorOf(house);
  return {
    house,
    url,
    operator,
    logged,
    pass(ms) {
      skew.ms += ms;
    },
    async person(email, role, password = PASSWORD) {
      const made = await house.actions.manageUsers.add(operator, { email, role, password });
      if (!made.ok) throw new Error(`Not added: ${JSON.stringify(made.refusal)}`);
      return made.value;
    },
    async links(kind, to) {
      await house.afterwards.settled();
      const listed = await house.actions.listMail(operator);
      if (!listed.ok) throw new Error('Mails cannot be listed');
      const texts = listed.value.items.filter((mail) => mail.kind === kind && mail.to === to).map(({ text }) => text ?? '');
      return texts.flatMap((text) => [...text.matchAll(/https?:\/\/[^\s/]+(\/\S+)/g)].map(([, path]) => path ?? '').filter((path) => path.length > 30));
    },
    async mails(to) {
      await house.afterwards.settled();
      const listed = await house.actions.listMail(operator);
      return listed.ok ? listed.value.items.filter((mail) => mail.to === to).map(({ kind }) => kind) : [];
    },
    posts: postsIn(server.app),
    async acts() {
      for (let n = 0; n < 200 && (await house.journal.counts()).waiting > 0; n += 1) await pause(25);
      return (await house.stores.audit.page(null, 100)).map(({ act }) => act.name);
    },
    async close() {
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
      await server.close();
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Stack {
  readonly stack: readonly {
    readonly slash: boolean;
    readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
    readonly handle: unknown;
  }[];
}

/** What the router knows, below the root alone: the API is a house of its own. */
function postsIn(app: { readonly router: unknown }): string[] {
  const within = ({ stack }: Stack): string[] =>
    stack.flatMap(({ route, handle, slash }) => {
      if (route !== undefined) return route.methods['post'] ? [route.path].flat() : [];
      return slash && typeof handle === 'function' && 'stack' in handle ? within(handle as unknown as Stack) : [];
    });
  return within(app.router as Stack);
}
