import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

import type { House } from './compose.ts';
import { recordJsonLd } from './formats/json-ld.ts';
import { apiRouter } from './pages/api/api-router.ts';
import { feedPage } from './pages/feed-page.ts';
import { healthPage } from './pages/health-page.ts';
import { legalPage } from './pages/legal-page.ts';
import { organisationPage } from './pages/organisation-page.ts';
import { recordPage } from './pages/record-page.ts';
import { searchPage } from './pages/search-page.ts';
import { notSetUpPage, setUpPage } from './pages/set-up-page.ts';
import { sitemapPage } from './pages/sitemap-page.ts';
import { startPage } from './pages/start-page.ts';
import { createRelay, type Listener } from './relay/relay.ts';
import { startRelayLoop } from './relay/relay-loop.ts';
import { renderMarkdown } from './text/markdown.ts';
import { createWebApp } from './web/app.ts';
import { openAssets } from './web/assets.ts';
import { openTemplates } from './web/handlebars.ts';
import { labelsFrom } from './web/i18n.ts';
import { createMetrics } from './web/metrics.ts';
import { kernFolder } from './web/package-root.ts';
import { answerProblem } from './web/problem-json.ts';
import { problemPages } from './web/problem-pages.ts';
import { createShow, type Home } from './web/show.ts';

interface Wishes {
  readonly log: Logger;
  /** What the terminal shows to whoever may set the instance up. */
  readonly setUpCode: string;
  /** False for benchmarks alone. */
  readonly hasLimits: boolean;
}

const RECORD_HAPPENINGS = ['record-saved', 'record-published', 'record-updated', 'record-confirmed', 'record-deleted'] as const;
const HOME_KEPT_MS = 10_000;

/** The house with its doors open: index, relay and web. Nothing here decides anything. */
export async function openServer(house: House, { log, setUpCode, hasLimits }: Wishes) {
  const { actions, addresses, clock, config, root, words } = house;
  const elsewhere = await actions.checkAddress();
  if (elsewhere !== null) throw new Error(words[config.language].t('server.moved', { kept: elsewhere, wanted: addresses.base }));
  await actions.setUp.finish();

  const { index, indexing, searchRecords, reindex } = await house.openIndex();
  const listeners: Listener[] = [
    { name: 'versions', kinds: RECORD_HAPPENINGS, hear: house.history.keepVersions },
    { name: 'changes', kinds: RECORD_HAPPENINGS, hear: house.history.number },
    { name: 'index', kinds: [...RECORD_HAPPENINGS, 'organisation-changed'], hear: indexing.follow },
  ];
  const relay = createRelay({ journal: house.journal, listeners, isOutage, log });
  const loop = config.ROLE === 'web' ? null : startRelayLoop({ relay, mayCarry: () => house.collections.hold('relay'), alongside: reindexing(), log });
  const forget = house.onHappened(() => loop?.wake());

  const home = remembered(async (): Promise<Home | null> => {
    const founded = await house.stores.instance.find();
    const organisation = founded === undefined ? undefined : await house.stores.organisations.find(founded.organisation);
    return organisation === undefined ? null : { name: organisation.content.name ?? organisation.handle, handle: organisation.handle };
  });
  const assets = openAssets(root, kernFolder(root));
  const show = createShow({ render: openTemplates(join(root, 'views')), assets, baseUrl: addresses.base, home });
  const metrics = createMetrics();
  const needs = { ...actions, searchRecords, addresses, clock, home, show, renderMarkdown, log };
  const schemaOrg = { addresses, labels: labelsFrom(words), clock, renderMarkdown };
  const problems = problemPages({ show, onFault: (err, path) => log.error({ err, path }, 'fault') });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

  const app = createWebApp({
    log,
    words,
    hasLimits,
    trustProxy: config.TRUST_PROXY ?? null,
    isHttps: addresses.base.startsWith('https:'),
    measure: metrics.countRequests,
    health: healthPage({ ...needs, checks: { store: house.collections.ping, index: index.ping }, metrics, waiting: house.waiting }),
    assets: assets.router,
    api: apiRouter({ ...needs, version }),
    setUp: setUpPage({ ...needs, code: setUpCode }),
    setUpFirst: setUpFirst(actions.setUp.isSetUp, notSetUpPage(needs)),
    pages: [
      startPage(needs),
      searchPage(needs),
      feedPage(needs),
      recordPage({ ...needs, describe: (found) => recordJsonLd(found, schemaOrg), idOf: addresses.record }),
      organisationPage(needs),
      legalPage(needs),
      sitemapPage(needs),
    ],
    tooMany: (req, res, next) => (req.path.startsWith('/api/') ? answerProblem(res, 'too-many-requests') : problems.tooMany(req, res, next)),
    notFound: problems.notFound,
    fault: problems.fault,
  });

  return {
    app,
    /** Ends what was begun: the round of the relay at hand, then the index. */
    async close(): Promise<void> {
      forget();
      await loop?.stop();
      await index.close();
    },
  };

  /** A new index when one is wished for or the old one was lost; beside the relay, which goes on. */
  function reindexing(): () => Promise<void> {
    const running = { now: false };
    return async () => {
      if (running.now || !((await reindex.isWanted()) || (await index.mustRebuild()))) return;
      running.now = true;
      log.info('the index is being rebuilt');
      reindex
        .run(() => undefined)
        .then(() => log.info('the index is whole'))
        .catch((err: unknown) => log.error({ err }, 'the index was not rebuilt'))
        .finally(() => {
          running.now = false;
        });
    };
  }

  function remembered<T>(read: () => Promise<T | null>): () => Promise<T | null> {
    const kept: { value: T | null; until: number } = { value: null, until: 0 };
    return async () => {
      const now = clock().getTime();
      if (kept.value === null || kept.until <= now) Object.assign(kept, { value: await read(), until: now + HOME_KEPT_MS });
      return kept.value;
    };
  }
}

function isOutage(err: unknown): boolean {
  return err instanceof Error && (err.name === 'StorageUnavailable' || err.name === 'SearchUnavailable');
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
