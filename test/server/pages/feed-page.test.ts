import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';
import express, { type RequestHandler } from 'express';

import { listPublic } from '../../../server/actions/list-public.ts';
import { openHouse } from '../../../server/compose.ts';
import { readConfig } from '../../../server/config.ts';
import { operator, VISITOR } from '../../../server/domain/viewer.ts';
import { feedPage } from '../../../server/pages/feed-page.ts';
import { sitemapPage } from '../../../server/pages/sitemap-page.ts';
import { setContext } from '../../../server/web/context.ts';
import { languageOf } from '../../../server/web/i18n.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { ADMIN } from '../../fixtures/an-instance.ts';

const BASE = 'https://stadt.example';
const HOME = `${BASE}/organisations/musterstadt`;

/** Feeds and sitemap over real stores, a real index and real HTTP; `carry` does what the relay does. */
async function aTown() {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-feeds-'));
  const config = readConfig({ BASE_URL: BASE, DATA_DIR: folder }, folder);
  const now = { time: Date.parse('2026-06-01T00:00:00Z') };
  const clock = () => new Date(now.time);
  const house = await openHouse({ config, clock, isServer: true, onWaiting: () => undefined });
  const { index, indexing, searchRecords } = await house.openIndex();
  const { actions, addresses, stores, words } = house;
  const founded = await actions.setUp.run({ organisation: { name: 'Musterstadt', handle: 'musterstadt', orgType: 'town' }, ...ADMIN });
  if (!founded.ok) throw new Error(JSON.stringify(founded.refusal));
  const neighbour = { ...founded.value, id: addresses.organisation('neudorf'), handle: 'neudorf' };
  await stores.organisations.add({ ...neighbour, content: { ...neighbour.content, handle: 'neudorf', name: 'Neudorf' } }, []);
  const known: RequestHandler = (req, res, next) => {
    const language = languageOf({ query: req.query, acceptLanguage: req.get('accept-language') });
    setContext(res, { viewer: VISITOR, words: words[language], nonce: '' });
    next();
  };
  const app = express().set('query parser', 'simple').use(known);
  app.use(feedPage({ ...actions, searchRecords, addresses }));
  app.use(sitemapPage({ ...actions, listPublic: listPublic(stores), addresses, clock }));
  const server: Server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    now,
    carry: () => indexing.rebuild(() => undefined),
    async publish(differently: Readonly<Record<string, unknown>>): Promise<string> {
      now.time += 1_000;
      const made = await actions.createRecord(operator([HOME]), 'project', HOME, aProjectInput(differently));
      if (!made.ok) throw new Error(JSON.stringify(made.refusal));
      return made.value.id;
    },
    async get(path: string, headers: Readonly<Record<string, string>> = {}) {
      const answer = await fetch(url + path, { headers });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await index.close();
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idsIn(xml: string): (string | undefined)[] {
  return [...xml.matchAll(/<entry>\n<id>([^<]*)<\/id>/g)].map(([, id]) => id);
}

describe('feeds and sitemap of an instance', () => {
  let town: Awaited<ReturnType<typeof aTown>>;
  let first: string;
  let second: string;
  before(async () => {
    town = await aTown();
    first = await town.publish({ title: 'Erstens: A & B <b>', tags: ['Biogas'] });
    await town.publish({ title: 'Nur für Folgende', visibility: 'followers' });
    await town.publish({ title: 'Entwurf', visibility: 'draft' });
    second = await town.publish({ title: 'Zweitens', topics: ['waste'], problem: 'Zu wenig Biogas für so viele Leuchten und für so viele Jahre.' });
  });
  after(() => town.close());
  const get: typeof town.get = (path, headers) => town.get(path, headers);

  it('show visitors what is new and public, the newest first, as feed readers expect it', async () => {
    expect((await get('/feed.atom')).headers.get('cache-control'), 'before the index is whole').to.equal('no-store');
    await town.carry();
    const feed = await get('/feed.atom');
    expect(feed.headers.get('content-type')).to.equal('application/atom+xml; charset=utf-8');
    expect(feed.headers.get('cache-control')).to.equal('public, max-age=300');
    expect(idsIn(feed.text)).to.deep.equal([second, first]);
    expect(feed.text).to.include('Erstens: A &amp; B &lt;b&gt;').and.include(`<id>${BASE}/feed.atom</id>`).and.include('label="Abfallentsorgung"');
    expect(feed.text).not.to.match(/Folgende<|Entwurf/);
  });

  it('speak the language asked for and say so in their address', async () => {
    const { text } = await get('/feed.atom?lang=en');
    expect(text).to.include('xml:lang="en"').and.include('label="Waste disposal"').and.include(`href="${BASE}/feed.atom?lang=en"`);
    expect(text).to.include(`<id>${BASE}/feed.atom</id>`);
    expect((await get('/feed.atom', { 'accept-language': 'en' })).headers.get('vary')).to.include('Accept-Language');
  });

  it('are not sent again to who has them', async () => {
    // fetch adds "no-cache" unless the caller says something else.
    const again = { 'if-none-match': (await get('/feed.atom')).headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
    expect((await get('/feed.atom', again)).status).to.equal(304);
    await town.publish({ title: 'Drittens' });
    await town.carry();
    expect((await get('/feed.atom', again)).status).to.equal(200);
  });

  it('follow a search, whatever its address says', async () => {
    const { text } = await get('/search.atom?topic=waste&q=zweitens&page=7&sort=relevance&topic=');
    expect(idsIn(text)).to.have.length(1);
    expect(text).to.include('„zweitens“').and.include(`href="${BASE}/search?q=zweitens&amp;topic=waste"`);
    expect(idsIn((await get('/search.atom?q=biogas&sort=relevance')).text), 'newest first, however well it fits').to.deep.equal([second, first]);
    for (const odd of ['?q[]=1&topic[a]=b&near=nirgends&costMin=x', `?q=${'%22%27%28*'.repeat(40)}`, '?__proto__=1&near=1,1&km=5', '?q=%00%1b&page=-1'])
      expect((await get(`/search.atom${odd}`)).status, odd).to.equal(200);
  });

  it('follow one organisation, and no other', async () => {
    const home = await get('/organisations/musterstadt.atom');
    expect(idsIn(home.text)).to.include.members([first, second]);
    expect(home.text).to.include('<title>Musterstadt im Leuchtnetz</title>').and.include(`<link rel="alternate" type="text/html" href="${HOME}"/>`);
    const empty = await get('/organisations/neudorf.atom');
    expect([empty.status, idsIn(empty.text).length]).to.deep.equal([200, 0]);
    expect((await get('/organisations/nirgends.atom')).status).to.equal(404);
  });

  it('name every public page and organisation to search engines, and no other', async () => {
    const { text, headers } = await get('/sitemap.xml');
    expect(headers.get('content-type')).to.include('application/xml');
    const found = [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => loc);
    expect(found).to.include.members([`${BASE}/`, `${BASE}/organisations/neudorf`, `${BASE}/projects/zweitens`]);
    expect(found.filter((loc) => loc?.includes('/projects/'))).to.have.length(3);
    expect(text).not.to.match(/entwurf|folgende/);
    expect((await get('/robots.txt')).text).to.include(`Sitemap: ${BASE}/sitemap.xml`);
    for (const none of ['/sitemap-1.xml', '/sitemap-0x.xml', '/sitemap--1.xml', '/sitemap-99999999999.xml'])
      expect((await get(none)).status, none).to.equal(404);
  });

  it('learn of new pages within minutes', async () => {
    await town.publish({ title: 'Viertens' });
    expect((await get('/sitemap.xml')).text).not.to.include('viertens');
    town.now.time += 11 * 60_000;
    expect((await get('/sitemap.xml')).text).to.include('viertens');
  });
});
