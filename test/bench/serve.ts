import { createServer } from 'node:http';

import express from 'express';
import Handlebars from 'handlebars';
import { pino } from 'pino';

/** A process to be measured, on the port in argv: `house` the built product without throttling, `bare` Express with one Handlebars page of the same size. */
async function serve(kind: string, port: number): Promise<void> {
  if (kind === 'bare') return bare(port);
  const { openHouse } = (await import(new URL('../../dist/server/compose.js', import.meta.url).href)) as typeof import('../../server/compose.ts');
  const { openServer } = (await import(
    new URL('../../dist/server/compose-server.js', import.meta.url).href
  )) as typeof import('../../server/compose-server.ts');
  const { readConfig } = (await import(new URL('../../dist/server/config.js', import.meta.url).href)) as typeof import('../../server/config.ts');
  const log = pino({ level: 'error' });
  const house = await openHouse({ config: readConfig(), clock: () => new Date(), isServer: true, onWaiting: () => undefined });
  const server = await openServer(house, { log, setUpCode: 'bench', hasLimits: false });
  createServer(server.app).listen(port, '127.0.0.1');
  process.on('message', () => process.send?.({ rss: process.memoryUsage().rss }));
}

/** The baseline: routing, one template of a record's size, and nothing of what makes a product. */
function bare(port: number): void {
  const card = '<section><h2>{{heading}}</h2>{{#each lines}}<p>{{label}}: <strong>{{value}}</strong></p>{{/each}}</section>';
  const page = Handlebars.compile(
    `<!doctype html><html lang="de"><head><title>{{title}}</title></head><body><main><h1>{{title}}</h1>{{#each cards}}${card}{{/each}}</main></body></html>`,
  );
  const lines = Array.from({ length: 8 }, (_, n) => ({ label: `Angabe ${n}`, value: 'Leuchten dimmen nachts und werden hell, wenn jemand kommt & geht.' }));
  const model = { title: 'Straßenbeleuchtung', cards: Array.from({ length: 8 }, (_, n) => ({ heading: `Karte ${n}`, lines })) };
  const app = express();
  app.get('/projects/:slug', (_req, res) => void res.send(page(model)));
  createServer(app).listen(port, '127.0.0.1');
  process.on('message', () => process.send?.({ rss: process.memoryUsage().rss }));
}

process.once('SIGTERM', () => process.exit(0));
await serve(process.argv[2] ?? 'bare', Number(process.argv[3]));
