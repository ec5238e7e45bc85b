import type { FetchHeaders, KnownVersion } from '../ports/remote-fetch.ts';

type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

// Nothing else a caller hands in travels: no cookies, no credentials, no second host.
const SIGNING: readonly string[] = ['date', 'digest', 'content-digest', 'signature', 'signature-input'];
const DELIVERING: readonly string[] = [...SIGNING, 'accept', 'content-type', 'collection-synchronization'];
const SENDABLE = /^[\t\x20-\x7e]{1,500}$/;

/** What a GET asks with, before it is signed. */
export function readingHeaders(accept: string, userAgent: string, known: KnownVersion | undefined): FetchHeaders {
  const { etag = null, lastModified = null } = known ?? {};
  return {
    accept,
    'accept-encoding': 'gzip, br',
    'user-agent': userAgent,
    // They came from outside once, and go out only in a form that can be a header.
    ...(etag !== null && SENDABLE.test(etag) ? { 'if-none-match': etag } : {}),
    ...(lastModified !== null && SENDABLE.test(lastModified) ? { 'if-modified-since': lastModified } : {}),
  };
}

export function signingHeaders(given: FetchHeaders): FetchHeaders {
  return only(SIGNING, given);
}

export function deliveringHeaders(given: FetchHeaders, userAgent: string): FetchHeaders {
  return { ...only(DELIVERING, given), 'accept-encoding': 'identity', 'user-agent': userAgent };
}

/** A header that came once and is of a sensible length, else null. */
export function headerOf(headers: AnswerHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && value.length <= 2_048 ? value : null;
}

function only(names: readonly string[], given: FetchHeaders): FetchHeaders {
  return Object.fromEntries(
    Object.entries(given)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => names.includes(name)),
  );
}
