import { element, textElement } from './xml.ts';

const NAMESPACE = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' };

// The most that one file may hold (sitemaps.org, protocol 0.9).
const LIMIT = 50_000;

export interface SitemapAddress {
  readonly url: string;
  /** Instant of its last change, or null where that says nothing. */
  readonly changed: string | null;
}

/**
 * What to serve as /sitemap.xml: one file that names every address. Where they are too many for one, it is an index,
 * and after it come the files it names, /sitemap-1.xml and so on.
 */
export function sitemaps(addresses: readonly SitemapAddress[], base: string): string[] {
  if (addresses.length <= LIMIT) return [file('urlset', 'url', addresses)];
  const parts = Array.from({ length: Math.ceil(addresses.length / LIMIT) }, (_, n) => addresses.slice(n * LIMIT, (n + 1) * LIMIT));
  const named = parts.map((_, n) => ({ url: `${base}/sitemap-${n + 1}.xml`, changed: null }));
  return [file('sitemapindex', 'sitemap', named), ...parts.map((part) => file('urlset', 'url', part))];
}

function file(root: string, each: string, addresses: readonly SitemapAddress[]): string {
  const lines = addresses.map(({ url, changed }) => element(each, {}, textElement('loc', url) + (changed === null ? '' : textElement('lastmod', changed))));
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, NAMESPACE, `\n${lines.join('\n')}\n`)}\n`;
}
