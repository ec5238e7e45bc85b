/** A path of this instance to go on to after a form; anything that could lead elsewhere is the path given instead (T53, open redirect). */
export function ownPath(wanted: unknown, otherwise: string): string {
  if (typeof wanted !== 'string' || wanted.length > 2_000 || !wanted.startsWith('/')) return otherwise;
  const base = 'http://here.invalid';
  if (!URL.canParse(wanted, base)) return otherwise;
  const url = new URL(wanted, base);
  return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : otherwise;
}
