import { isWebAddress } from './content/check-scalar.ts';

/**
 * Scheme, host and port of a web address as one text that can be compared: host in small letters and punycode, without a final dot, the usual
 * port left out. Null for everything that is no plain web address. The only way to ask whether two addresses belong to the same instance.
 */
export function originOf(address: string): string | null {
  // A backslash is a slash to some readers and a letter to others.
  if (!isWebAddress(address) || address.includes('\\')) return null;
  const { protocol, hostname, port } = new URL(address);
  const host = hostname.replace(/\.+$/, '');
  return host === '' ? null : `${protocol}//${host}${port === '' ? '' : `:${port}`}`;
}

/** True where both are web addresses of one instance. */
export function sameOrigin(one: string, other: string): boolean {
  const origin = originOf(one);
  return origin !== null && origin === originOf(other);
}

/** The host, with a port that is not the usual one, as it stands after the second @ of a handle; empty for what is no address. */
export function hostOf(address: string): string {
  return (originOf(address) ?? '').replace(/^https?:\/\//, '');
}
