import { element, textElement } from './xml.ts';

const NAMESPACE = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' };

/** The most addresses one file may hold (sitemaps.org, protocol 0.9). */
export const SITEMAP_LIMIT = 50_000;

export interface SitemapAddress {
  readonly url: string;
  /** Instant of its last change, or null where that says nothing. */
  readonly changed: string | null;
}

/** One file of addresses; no more than SITEMAP_LIMIT. */
export function sitemap(addresses: readonly SitemapAddress[]): string {
  return file('urlset', 'url', addresses);
}

/** The file that names the files, when there are more addresses than one can hold. */
export function sitemapIndex(files: readonly SitemapAddress[]): string {
  return file('sitemapindex', 'sitemap', files);
}

function file(root: string, each: string, addresses: readonly SitemapAddress[]): string {
  const lines = addresses.map(({ url, changed }) => element(each, {}, textElement('loc', url) + (changed === null ? '' : textElement('lastmod', changed))));
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, NAMESPACE, `\n${lines.join('\n')}\n`)}\n`;
}
