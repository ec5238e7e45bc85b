import { LANGUAGES } from '../view-models/words.ts';

/** The address of a form as its unsaved text is kept by: with its query, but the same in every language and without its token. */
export function formPath(address: string): string {
  return without(address, ['lang', 'csrf']);
}

/** An address to go on to: a token has no business in it. */
export function withoutToken(address: string): string {
  return without(address, ['csrf']);
}

/** Our own path in the language that this address asks for. */
export function inLanguageOf(query: Readonly<Record<string, unknown>>, path: string): string {
  const carried = LANGUAGES.find((language) => language === query['lang']);
  return carried === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${carried}`;
}

function without(address: string, names: readonly string[]): string {
  const [path = '/', query = ''] = address.split('?', 2);
  const params = new URLSearchParams(query);
  for (const name of names) params.delete(name);
  const rest = params.toString();
  return rest === '' ? path : `${path}?${rest}`;
}
