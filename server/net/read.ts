import type { Dispatcher } from 'undici';

import type { Clock } from '../ports/clock.ts';
import type { FetchAnswer, FetchRequest } from '../ports/remote-fetch.ts';
import { type AddressRules, checkAddress, checkRedirect } from './check-address.ts';
import { headerOf, readingHeaders, signingHeaders } from './headers.ts';
import type { Line } from './line.ts';
import { isAccepted } from './media-type.ts';
import { isUnpackable, readBody } from './read-body.ts';
import { secondsToWait } from './retry-after.ts';
import { failed, refused } from './stopped.ts';

interface Needs {
  readonly line: Line;
  readonly rules: AddressRules;
  readonly userAgent: string;
  readonly clock: Clock;
}

interface Moved {
  readonly kind: 'moved';
  readonly location: string | null;
}

type Body = Dispatcher.ResponseData['body'];

export type Read = (request: FetchRequest, signal: AbortSignal) => Promise<FetchAnswer>;

const MOST_REDIRECTS = 2;
const MOVED: readonly number[] = [301, 302, 303, 307, 308];
const A_MEBIBYTE = 1_048_576;
/** Of an answer nobody reads, so much is taken in to keep the connection. */
const WORTH_SWALLOWING = 16_384;

/** Reads an address, following redirects by hand: each hop is checked, asked of the policy and signed like the first. */
export function createRead({ line, rules, userAgent, clock }: Needs): Read {
  return async (request, signal) => {
    const seen = new Set<string>();
    let next = checkAddress(request.url, rules);
    for (;;) {
      if ('flaw' in next) return refused(next.flaw);
      const { url } = next;
      if (seen.has(url.href) || seen.size > MOST_REDIRECTS) return refused('redirect');
      seen.add(url.href);
      const headers = async () => {
        const plain = readingHeaders(request.accept, userAgent, request.known);
        return { ...plain, ...signingHeaders((await request.signer?.(url.href, { ...plain, host: url.host })) ?? {}) };
      };
      const answer = await line.call({ method: 'GET', url, headers, body: null, signal }, (heard) => answerOf(heard, url, request, clock));
      if (answer.kind !== 'moved') return answer;
      signal.throwIfAborted();
      next = checkRedirect(answer.location, url, rules);
    }
  };
}

async function answerOf({ statusCode: status, headers, body }: Dispatcher.ResponseData, url: URL, request: FetchRequest, clock: Clock) {
  if (status !== 200 && status !== 203) {
    await body.dump({ limit: WORTH_SWALLOWING });
    return withoutBody(status, headerOf(headers, 'location'), headerOf(headers, 'retry-after'), clock);
  }
  const most = request.maxBytes ?? A_MEBIBYTE;
  const contentType = headerOf(headers, 'content-type');
  if (contentType === null || !isAccepted(contentType, request.accept)) return drop(body, refused('content-type'));
  if (Number(headerOf(headers, 'content-length') ?? 0) > most) return drop(body, refused('too-large'));
  const encoding = headers['content-encoding'] === undefined ? 'identity' : (headerOf(headers, 'content-encoding') ?? '').trim().toLowerCase();
  if (!isUnpackable(encoding)) return drop(body, refused('encoding'));
  return {
    kind: 'found' as const,
    url: url.href,
    status,
    contentType,
    body: await readBody(body, encoding, most),
    etag: headerOf(headers, 'etag'),
    lastModified: headerOf(headers, 'last-modified'),
  };
}

function withoutBody(status: number, location: string | null, retryAfter: string | null, clock: Clock): FetchAnswer | Moved {
  if (MOVED.includes(status)) return { kind: 'moved', location };
  if (status === 304) return { kind: 'not-modified' };
  if (status === 404 || status === 410) return { kind: 'gone', status };
  return failed('status', status, secondsToWait(retryAfter, clock()));
}

function drop<T>(body: Body, answer: T): T {
  body.on('error', () => undefined).destroy();
  return answer;
}
