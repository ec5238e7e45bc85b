import { parseAddress } from '../domain/web-address.ts';
import type { FetchOptions, FoundBody, FoundObject, NotFetched, ObjectAnswer } from '../ports/remote-fetch.ts';
import { parseBounded } from './bounded-json.ts';
import { ACTIVITY_STREAMS } from './media-type.ts';
import type { Read } from './read.ts';
import { refused } from './stopped.ts';

/** Reads a document that is what its address says: same origin as asked, and `id` its very address, if need be at the second look (T10). */
export function createReadObject(read: Read) {
  return async (url: string, options: FetchOptions, signal: AbortSignal): Promise<ObjectAnswer> => {
    const found = await read({ ...options, url, accept: ACTIVITY_STREAMS }, signal);
    if (found.kind !== 'found') return found;
    // A redirect to another origin would let that one answer for this (T01).
    if (originOf(found.url) !== originOf(url)) return refused('other-id');
    const first = toObject(found);
    if (first.kind !== 'found' || isSame(first.url, found.url)) return first;
    if (originOf(first.url) !== originOf(found.url)) return refused('other-id');
    const again = await read({ ...options, url: first.url, accept: ACTIVITY_STREAMS }, signal);
    if (again.kind !== 'found') return again;
    const second = toObject(again);
    return second.kind !== 'found' || (isSame(second.url, again.url) && originOf(again.url) === originOf(url)) ? second : refused('other-id');
  };
}

/** `url` is what the document calls itself: to be compared with where it was found. */
function toObject({ body, etag, lastModified }: FoundBody): FoundObject | NotFetched {
  const parsed = parseBounded(body);
  if ('flaw' in parsed) return refused(parsed.flaw);
  if (!isObject(parsed.value)) return refused('not-json');
  const { id } = parsed.value;
  return typeof id === 'string' ? { kind: 'found', url: id, object: parsed.value, etag, lastModified } : refused('other-id');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Letter for letter, but for the slash that a bare host has in an address and may lack in an id. */
function isSame(id: string, url: string): boolean {
  return id === url || (`${id}/` === url && new URL(url).pathname === '/');
}

function originOf(url: string): string | null {
  return parseAddress(url)?.origin.replace(/\.(?=$|:\d+$)/, '') ?? null;
}
