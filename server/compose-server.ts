import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

import { exportSearch } from './actions/export-search.ts';
import { finishForgetting } from './actions/forget-person.ts';
import { TOLD_TO_WRITERS } from './actions/tell-writers.ts';
import type { House } from './compose.ts';
import { startCleaning } from './compose-files.ts';
import { startHouseJobs } from './compose-jobs.ts';
import { startMail } from './compose-mail.ts';
import { composePages } from './compose-pages.ts';
import { HAPPENINGS } from './domain/happening.ts';
import type { Organisation } from './domain/organisation.ts';
import { showSignIn } from './pages/account/sign-in-page.ts';
import { apiRouter } from './pages/api/api-router.ts';
import { withTypedFields } from './pages/files/read-fields.ts';
import { healthPage } from './pages/health-page.ts';
import { notSetUpPage, setUpPage } from './pages/set-up-page.ts';
import { KEEPS_VERSIONS } from './ports/journal.ts';
import { createRelay, type Listener } from './relay/relay.ts';
import { startRelayLoop } from './relay/relay-loop.ts';
import { renderArticle, renderMarkdown } from './text/markdown.ts';
import { createWebApp } from './web/app.ts';
import { openAssets } from './web/assets.ts';
import { csrf } from './web/csrf.ts';
import { openTemplates } from './web/handlebars.ts';
import { isOutage } from './web/is-outage.ts';
import { createLostForm, type Typed } from './web/lost-form.ts';
import { createMetrics } from './web/metrics.ts';
import { mustSignIn } from './web/must-sign-in.ts';
import { kernFolder } from './web/package-root.ts';
import { answerProblem } from './web/problem-json.ts';
import { problemPages } from './web/problem-pages.ts';
import { cookieName, sessions } from './web/session.ts';
import { createShow, type Home } from './web/show.ts';
import { createSignedIn } from './web/signed-in.ts';

interface Wishes {
  readonly log: Logger;
  /** What the terminal shows to whoever may set the instance up. */
  readonly setUpCode: string;
  /** False for benchmarks alone. */
  readonly hasLimits: boolean;
}

const RECORD_HAPPENINGS = ['record-saved', 'record-published', 'record-updated', 'record-confirmed', 'record-deleted'] as const;
const HOME_KEPT_MS = 10_000;
const RELAY = 'relay';
const ALONE_EVERY_MS = 1_000;
const ALONE_WITHIN_MS = 20_000;
const LOOK_AT_INDEX_MS = 30_000;
const AFTER_FAILURE_MS = 60_000;

/** The house with its doors open: index, relay and web. Nothing here decides anything. */
export async function openServer(house: House, { log, setUpCode, hasLimits }: Wishes) {
  const { actions, addresses, clock, config, root, words } = house;
  const elsewhere = await actions.checkAddress();
  if (elsewhere?.kind === 'moved') throw new Error(words[config.language].t('server.moved', { kept: elsewhere.kept, wanted: addresses.base }));
  if (elsewhere?.kind === 'moving') throw new Error(words[config.language].t('server.moving', { to: elsewhere.to }));
  await actions.setUp.finish();
  if (config.MONGODB_URL !== undefined && config.MEILI_URL === undefined) await alone();

  const { index, indexing, searchRecords, reindex } = await house.openIndex();
  const listeners: Listener[] = [
    { name: KEEPS_VERSIONS, kinds: RECORD_HAPPENINGS, hear: house.history.keepVersions },
    { name: 'changes', kinds: RECORD_HAPPENINGS, hear: house.history.number },
    { name: 'index', kinds: [...RECORD_HAPPENINGS, 'organisation-changed'], hear: indexing.follow },
    { name: 'files', kinds: ['record-deleted'], hear: actions.cleanFiles.hear },
    { name: 'reports', kinds: ['administered'], hear: actions.decideReport.tell },
    { name: 'writers', kinds: TOLD_TO_WRITERS, hear: actions.tellWriters },
    { name: 'audit', kinds: HAPPENINGS, hear: house.keepAudit },
    { name: 'forgetting', kinds: ['administered'], hear: finishForgetting(actions.forgetPerson) },
  ];
  const relay = createRelay({
    journal: house.journal,
    listeners,
    mayCarry: () => house.collections.holds(RELAY),
    isOutage,
    onShelved: () => house.stores.wishes.wish(clock().toISOString()),
    log,
  });
  const loop = config.ROLE === 'web' ? null : startRelayLoop({ relay, mayCarry: () => house.collections.hold(RELAY), alongside: reindexing(), log });
  const mail = config.ROLE === 'web' ? null : startMail(house, log);
  const jobs = config.ROLE === 'web' ? null : startHouseJobs(house, log);
  const forgetFaults = house.afterwards.onFault((err) => log.error({ err }, 'what was asked for could not be done'));
  const stopCleaning = startCleaning(house, log);
  const forget = house.onHappened(() => {
    loop?.wake();
    mail?.wake();
  });

  const founder = remembered(async (): Promise<Organisation | null> => {
    const founded = await house.stores.instance.find();
    return founded === undefined ? null : ((await house.stores.organisations.find(founded.organisation)) ?? null);
  });
  const home = async (): Promise<Home | null> => {
    const organisation = await founder();
    return organisation === null ? null : { name: organisation.content.name ?? organisation.handle, handle: organisation.handle };
  };
  const assets = openAssets(root, kernFolder(root));
  const show = createShow({ render: openTemplates(join(root, 'views')), assets, baseUrl: addresses.base, home });
  const metrics = createMetrics();
  const isHttps = addresses.base.startsWith('https:');
  const signedIn = createSignedIn({ ...actions.signIn, clock, keyOf: house.secrets.hashToken, cookieName: cookieName(isHttps) });
  const keep = async (user: string, path: string, typed: Typed): Promise<void> => {
    const lists = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]));
    await actions.keepForms.keep({ kind: 'staff', user, role: 'reader', organisations: [], mayWrite: true }, path, lists);
  };
  const lostForm = createLostForm({
    show,
    keep,
    baseUrl: addresses.base,
    askToSignIn: (req, res, lost) => showSignIn(show, req, res.status(403), lost, null),
  });
  const checks = { store: house.collections.ping, index: index.ping };
  const needs = {
    ...actions,
    checks,
    counts: house.journal.counts,
    searchRecords,
    exportSearch: exportSearch({ ...actions, searchRecords, records: house.stores.records }),
    addresses,
    clock,
    home,
    show,
    renderArticle,
    renderMarkdown,
    log,
    incoming: house.incoming.open(),
    signedIn,
    sendsMail: config.SMTP_URL !== undefined,
    keep,
    mustSignIn: mustSignIn(lostForm),
  };
  const problems = problemPages({ show, onFault: (err, where) => log.error({ err, ...where }, 'fault') });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

  const app = createWebApp({
    log,
    words,
    hasLimits,
    trustProxy: config.TRUST_PROXY ?? null,
    isHttps,
    measure: metrics.countRequests,
    health: healthPage({ ...needs, metrics }),
    assets: assets.router,
    api: apiRouter({ ...needs, version }),
    setUp: setUpPage({ ...needs, code: setUpCode }),
    setUpFirst: setUpFirst(actions.setUp.isSetUp, notSetUpPage(needs)),
    session: sessions({ store: house.stores.sessions, secret: house.sessionSecret, isHttps, clock, keyOf: house.secrets.hashToken }),
    known: signedIn.known,
    csrf: csrf({ secret: house.sessionSecret, isHttps, onWrong: withTypedFields(lostForm) }),
    hasPages: config.ROLE !== 'worker',
    pages: composePages({ ...needs, founder, words }),
    tooMany: (req, res, next) => (req.path.startsWith('/api/') ? answerProblem(res, 'too-many-requests') : problems.tooMany(req, res, next)),
    notFound: problems.notFound,
    fault: problems.fault,
  });

  return {
    app,
    /** Ends what was begun: the round of the relay at hand, then the index. */
    async close(): Promise<void> {
      forget();
      forgetFaults();
      await Promise.all([loop?.stop(), mail?.stop(), jobs?.stop(), stopCleaning()]);
      await index.close();
    },
  };

  /** The embedded index follows in one process only; a lease that a killed server left behind runs out while we wait. */
  async function alone(): Promise<void> {
    for (let waited = 0; !(await house.collections.hold('server')); waited += ALONE_EVERY_MS) {
      if (waited >= ALONE_WITHIN_MS) throw new Error(words[config.language].t('server.notAlone'));
      await sleep(ALONE_EVERY_MS);
    }
  }

  /** A new index when one is wished for or the old one was lost; beside the relay, which goes on. One that fails is not begun again at once. */
  function reindexing(): () => Promise<void> {
    const state = { isRunning: false, lookAgain: 0, notBefore: 0 };
    const isDue = async (now: number): Promise<boolean> => {
      if (await reindex.isWanted()) return true;
      if (now < state.lookAgain) return false;
      state.lookAgain = now + LOOK_AT_INDEX_MS;
      return index.mustRebuild();
    };
    return async () => {
      const now = clock().getTime();
      if (state.isRunning || now < state.notBefore || !(await isDue(now))) return;
      state.isRunning = true;
      log.info('the index is being rebuilt');
      reindex
        .run(() => undefined)
        .then(() => log.info('the index is whole'))
        .catch((err: unknown) => {
          state.notBefore = clock().getTime() + AFTER_FAILURE_MS;
          state.lookAgain = 0;
          log.error({ err }, 'the index was not rebuilt');
        })
        .finally(() => {
          state.isRunning = false;
        });
    };
  }

  function remembered<T>(read: () => Promise<T | null>): () => Promise<T | null> {
    const kept: { value: T | null; until: number } = { value: null, until: 0 };
    return async () => {
      const now = clock().getTime();
      if (kept.value !== null && kept.until > now) return kept.value;
      try {
        Object.assign(kept, { value: await read(), until: now + HOME_KEPT_MS });
      } catch (err) {
        // While the store is away, what is known is enough for the pages that do not need it, and they do not wait for it each time.
        if (kept.value === null || !isOutage(err)) throw err;
        kept.until = now + HOME_KEPT_MS;
      }
      return kept.value;
    };
  }
}

/** Once it is set up, nobody asks again. */
function setUpFirst(isSetUp: () => Promise<boolean>, otherwise: RequestHandler): RequestHandler {
  const known = { isSetUp: false };
  return async (req, res, next) => {
    known.isSetUp ||= await isSetUp();
    if (known.isSetUp) return next();
    return otherwise(req, res, next);
  };
}
