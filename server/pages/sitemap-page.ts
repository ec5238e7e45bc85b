import { setImmediate as nextTurn } from 'node:timers/promises';

import { Router } from 'express';

import type { ListPublic } from '../actions/list-public.ts';
import type { ListOrganisations } from '../actions/read-organisation.ts';
import type { Addresses } from '../domain/addresses.ts';
import { type SitemapAddress, sitemaps } from '../formats/sitemap.ts';

interface Needs {
  readonly listPublic: ListPublic;
  readonly listOrganisations: ListOrganisations;
  readonly addresses: Addresses;
  readonly clock: () => Date;
}

// Reading every record is work; whoever asks again meanwhile gets the same answer.
const KEPT_MS = 10 * 60_000;
const CACHE = 'public, max-age=3600';
const OWN_PATHS = ['/', '/search', '/search?type=lesson', '/organisations'];

/** /sitemap.xml (and /sitemap-1.xml … when one file cannot hold all) and /robots.txt. */
export function sitemapPage({ listPublic, listOrganisations, addresses, clock }: Needs): Router {
  const router = Router();
  const kept: { files: Promise<string[]> | null; until: number } = { files: null, until: 0 };

  router.get(['/sitemap.xml', '/sitemap-:number.xml'], async (req, res, next) => {
    const files = await current();
    const number = req.params['number'] === undefined ? 0 : Number(req.params['number']);
    const file = /^\d{0,6}$/.test(String(req.params['number'] ?? '')) ? files[number] : undefined;
    if (file === undefined) return next();
    res.set('Cache-Control', CACHE).type('application/xml').send(file);
  });

  router.get('/robots.txt', (_req, res) => {
    res.set('Cache-Control', CACHE).type('text/plain').send(robots(addresses));
  });

  function current(): Promise<string[]> {
    const now = clock().getTime();
    if (kept.files !== null && now < kept.until) return kept.files;
    const files = written();
    kept.files = files;
    kept.until = now + KEPT_MS;
    // A failure is told to those who wait for it now, and to nobody later.
    files.catch(() => {
      if (kept.files === files) kept.files = null;
    });
    return files;
  }

  async function written(): Promise<string[]> {
    const organisations = (await listOrganisations()).map(({ id, updated }) => ({ url: id, changed: updated }));
    const all: SitemapAddress[] = [...OWN_PATHS.map((path) => ({ url: `${addresses.base}${path}`, changed: null })), ...organisations];
    for await (const batch of listPublic()) {
      for (const { type, slug, updated } of batch) all.push({ url: addresses.page(type, slug), changed: updated });
      // The embedded store answers at once, so others would not get their turn while it does.
      await nextTurn();
    }
    return sitemaps(all, addresses.base);
  }

  return router;
}

/** Searches have no end of addresses; records and organisations are all in the sitemap. */
function robots({ base }: Addresses): string {
  const closed = ['/search?', '/api/', '/setup', '/sign-in', '/admin/', '/my/'];
  return ['User-agent: *', 'Allow: /search?type=lesson$', ...closed.map((path) => `Disallow: ${path}`), '', `Sitemap: ${base}/sitemap.xml`, ''].join('\n');
}
