import type { Speech } from '../view-models/views.ts';

interface Options {
  readonly hash: Readonly<Record<string, string | number>>;
  readonly data: { readonly speech: Speech };
}

/** All that templates can do beyond if and each. Pure; what they know of the request comes as Handlebars data. */
export const HELPERS = {
  /** Words of the reader's language: {{t "search.found" count=total}}. */
  t: (key: string, { data, hash }: Options): string => data.speech.words.t(key, hash),
  /** An address for href or action: our own become paths and keep the language that was asked for by address. */
  to: (address: string, { data }: Options): string => linkTo(address, data.speech),
} as const;

export function linkTo(address: string, { carried, baseUrl }: Pick<Speech, 'carried' | 'baseUrl'>): string {
  const own = address.startsWith(`${baseUrl}/`) ? address.slice(baseUrl.length) : address;
  if (carried === null || !own.startsWith('/')) return own;
  const [path = '', fragment] = own.split('#', 2);
  const withLanguage = `${path}${path.includes('?') ? '&' : '?'}lang=${carried}`;
  return fragment === undefined ? withLanguage : `${withLanguage}#${fragment}`;
}
