import { parseAddress } from '../domain/web-address.ts';

/** A path of this instance to go on to after a form; anything that could lead elsewhere is the path given instead (T53, open redirect). */
export function ownPath(wanted: unknown, otherwise: string): string {
  if (typeof wanted !== 'string' || wanted.length > 2_000 || !wanted.startsWith('/')) return otherwise;
  const base = 'http://here.invalid';
  const url = parseAddress(wanted, base);
  return url !== null && url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : otherwise;
}
