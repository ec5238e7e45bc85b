import type { FetchFailure, FetchRefusal, NotFetched } from '../ports/remote-fetch.ts';

/** Ends a request from deep inside, a socket or a stream, with the answer it will have. */
export class Stopped extends Error {
  readonly answer: NotFetched;

  constructor(answer: NotFetched) {
    super(answer.reason);
    this.name = 'Stopped';
    this.answer = answer;
  }
}

export function refused(reason: FetchRefusal): NotFetched {
  return { kind: 'refused', reason };
}

export function failed(reason: FetchFailure, status: number | null = null, retryAfter: number | null = null): NotFetched {
  return { kind: 'failed', reason, status, retryAfter };
}

// By the beginning of the code, first match wins.
const BY_CODE: readonly (readonly [string, NotFetched])[] = [
  ['UND_ERR_CLOSED', failed('closing')],
  ['UND_ERR_DESTROYED', failed('closing')],
  ['UND_ERR_CONNECT_TIMEOUT', failed('timeout')],
  ['UND_ERR_HEADERS_TIMEOUT', failed('timeout')],
  ['UND_ERR_BODY_TIMEOUT', failed('timeout')],
  ['UND_ERR_HEADERS_OVERFLOW', refused('too-large')],
  ['UND_ERR_SOCKET', failed('reset')],
  ['ETIMEDOUT', failed('timeout')],
  ['ECONNRESET', failed('reset')],
  ['EPIPE', failed('reset')],
  ['ERR_STREAM_PREMATURE_CLOSE', failed('reset')],
  ['ECONNREFUSED', failed('unreachable')],
  ['EHOST', failed('unreachable')],
  ['ENET', failed('unreachable')],
  ['EADDRNOTAVAIL', failed('unreachable')],
  ['EACCES', failed('unreachable')],
  ['EPERM', failed('unreachable')],
  ['EPROTO', failed('tls')],
  ['ERR_TLS', failed('tls')],
  ['ERR_SSL', failed('tls')],
  ['CERT_', failed('tls')],
  ['DEPTH_ZERO', failed('tls')],
  ['SELF_SIGNED', failed('tls')],
  ['UNABLE_TO', failed('tls')],
  ['HOSTNAME_MISMATCH', failed('tls')],
];
// These say that we asked wrongly, which no remote can bring about.
const OUR_MISTAKES: readonly string[] = ['UND_ERR_INVALID_ARG', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_VALUE'];

/** What an error on the line means; one that is none of the remote's doing is thrown on. */
export function answerTo(err: unknown): NotFetched {
  if (err instanceof Stopped) return err.answer;
  const code = err instanceof Error && 'code' in err && typeof err.code === 'string' ? err.code : '';
  // The parser gives a code only to some of what it cannot read.
  if (err instanceof Error && err.name === 'HTTPParserError') return failed('garbled');
  if (code === '' || OUR_MISTAKES.includes(code)) throw err;
  return BY_CODE.find(([start]) => code.startsWith(start))?.[1] ?? failed('garbled');
}
