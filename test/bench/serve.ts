import { createServer, type RequestListener } from 'node:http';

import express from 'express';
import { pino } from 'pino';

// The built program is what is measured, not the sources.
const built = <T>(path: string): Promise<T> => import(new URL(`../../dist/${path}`, import.meta.url).href) as Promise<T>;

async function openHouse(isServer: boolean) {
  const { openHouse: open } = await built<typeof import('../../server/compose.ts')>('server/compose.js');
  const { readConfig } = await built<typeof import('../../server/config.ts')>('server/config.js');
  return open({ config: readConfig(), clock: () => new Date(), isServer, onWaiting: () => undefined });
}

/** The product, without throttling. */
async function theHouse(): Promise<RequestListener> {
  const { openServer } = await built<typeof import('../../server/compose-server.ts')>('server/compose-server.js');
  const server = await openServer(await openHouse(true), { log: pino({ level: 'error' }), setUpCode: 'bench', hasLimits: false });
  return server.app;
}

/** The baseline: bare Express, and Handlebars that makes the same record page from a model made once. No store, no view model, no header of ours. */
async function bare(): Promise<RequestListener> {
  const house = await openHouse(false);
  const { openTemplates } = await built<typeof import('../../server/web/handlebars.ts')>('server/web/handlebars.js');
  const { recordView } = await built<typeof import('../../server/view-models/record-view.ts')>('server/view-models/record-view.js');
  const { createShow } = await built<typeof import('../../server/web/show.ts')>('server/web/show.js');
  const { setContext } = await built<typeof import('../../server/web/context.ts')>('server/web/context.js');
  const { PLAIN_HEAD } = await built<typeof import('../../server/view-models/shell.ts')>('server/view-models/shell.js');
  const { renderMarkdown } = await built<typeof import('../../server/text/markdown.ts')>('server/text/markdown.js');
  const [record] = await house.stores.records.page({ type: 'project' }, null, 1);
  const found = await house.actions.readRecord.byId({ kind: 'visitor' }, record?.id ?? '');
  if (!found.ok) throw new Error('The store has no record to show');
  const words = house.words.de;
  const view = recordView(found.value, { words, now: new Date(), renderMarkdown });
  const render = openTemplates(`${house.root}/views`);
  const assets = { address: (name: string) => `/assets/${name}`, router: express.Router() };
  const made: { page: (() => string) | null } = { page: null };
  // The frame is asked for once, with the first request; from then on there is only the template.
  const show = createShow({
    assets,
    baseUrl: 'http://localhost',
    home: async () => ({ name: 'Musterstadt', handle: 'musterstadt' }),
    render: (name, whole, speech) => {
      made.page = () => render(name, whole, speech);
      return made.page();
    },
  });
  await house.close();
  const app = express();
  app.get('/projects/:slug', async (req, res) => {
    if (made.page !== null) return void res.send(made.page());
    setContext(res, { viewer: { kind: 'visitor' }, words, nonce: 'bench' });
    await show(req, res, 'pages/record', { ...PLAIN_HEAD, title: view.title }, view);
  });
  return app;
}

const [kind, port] = process.argv.slice(2);
createServer(kind === 'house' ? await theHouse() : await bare()).listen(Number(port), '127.0.0.1');
process.on('message', () => process.send?.({ rss: process.memoryUsage().rss }));
process.once('SIGTERM', () => process.exit(0));
