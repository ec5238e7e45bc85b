import { isIP } from 'node:net';
import { parseAddress } from '../domain/web-address.ts';

import type { FetchRefusal } from '../ports/remote-fetch.ts';
import { isLoopback, isPublic } from './address-kinds.ts';

export interface AddressRules {
  /** This instance's own host, which is never asked over the network. */
  readonly ownHost: string;
  readonly allowsLoopback: boolean;
}

type Checked = { readonly url: URL } | { readonly flaw: FetchRefusal };

const LONGEST = 2_048;
// What parsers read differently from one another stays outside: spaces, control characters, backslashes, a scheme without its two slashes.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const SPELLED_ODDLY = /[\s\\\u0000-\u001f\u007f]/;
const WITH_USERINFO = /^[a-z]+:\/\/[^/?#]*@/i;

/** The canonical form of an address that may be asked, as far as one sees without the network; or the first thing wrong with it. */
export function checkAddress(raw: string, { ownHost, allowsLoopback }: AddressRules): Checked {
  if (raw.length > LONGEST || SPELLED_ODDLY.test(raw)) return { flaw: 'address' };
  if (!/^[a-z][a-z\d+.-]*:/i.test(raw)) return { flaw: 'address' };
  if (!(allowsLoopback ? /^https?:/i : /^https:/i).test(raw)) return { flaw: 'scheme' };
  if (WITH_USERINFO.test(raw)) return { flaw: 'userinfo' };
  const url = /^https?:\/\/[^/]/i.test(raw) ? parseAddress(raw) : null;
  if (url === null) return { flaw: 'address' };
  if (raw.includes('#')) return { flaw: 'fragment' };
  url.hostname = url.hostname.replace(/\.$/, '');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === '' || host.endsWith('.') || host.length > 253) return { flaw: 'address' };
  if (url.port !== '' && !allowsLoopback) return { flaw: 'port' };
  if (isIP(host) > 0 && !isPublic(host) && !(allowsLoopback && isLoopback(host))) return { flaw: 'private-address' };
  // Beyond this machine there is only https on its own port; for names the connector sees to it.
  if (isPublic(host) && url.protocol !== 'https:') return { flaw: 'scheme' };
  if (isPublic(host) && url.port !== '') return { flaw: 'port' };
  // A name of one word is the local network's.
  if (isIP(host) === 0 && !host.includes('.') && !(allowsLoopback && host === 'localhost')) return { flaw: 'private-address' };
  if (url.host === ownHost) return { flaw: 'own-host' };
  return { url };
}

/** The same for where a remote host points on to: no other scheme, and nothing that could be read in two ways (T32). */
export function checkRedirect(location: string | null, from: URL, rules: AddressRules): Checked {
  if (location === null || location.length > LONGEST || SPELLED_ODDLY.test(location)) return { flaw: 'redirect' };
  const next = parseAddress(location, from.href);
  return next?.protocol === from.protocol ? checkAddress(next.href, rules) : { flaw: 'redirect' };
}
