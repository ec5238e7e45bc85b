import type { Clock } from '../ports/clock.ts';
import type { DeliveryAnswer, DeliveryRequest } from '../ports/remote-fetch.ts';
import { type AddressRules, checkAddress } from './check-address.ts';
import { deliveringHeaders, headerOf } from './headers.ts';
import type { Line } from './line.ts';
import { readBeginning } from './read-body.ts';
import { secondsToWait } from './retry-after.ts';
import { refused } from './stopped.ts';

interface Needs {
  readonly line: Line;
  readonly rules: AddressRules;
  readonly userAgent: string;
  readonly clock: Clock;
}

const MOST_READ = 4_096;
const MOST_SAID = 200;

/** Hands something over at a checked address; a redirect is an answer like any other, for it would carry the body elsewhere (T33). */
export function createDeliver({ line, rules, userAgent, clock }: Needs) {
  return async ({ url, headers, body }: DeliveryRequest, signal: AbortSignal): Promise<DeliveryAnswer> => {
    const checked = checkAddress(url, rules);
    if ('flaw' in checked) return refused(checked.flaw);
    const sent = async () => ({ ...deliveringHeaders(headers, userAgent) });
    return line.call({ method: 'POST', url: checked.url, headers: sent, body, signal }, async (heard) => ({
      kind: 'answered',
      status: heard.statusCode,
      retryAfter: secondsToWait(headerOf(heard.headers, 'retry-after'), clock()),
      said: plain(await readBeginning(heard.body, MOST_READ)),
    }));
  };
}

function plain(bytes: Buffer): string {
  return bytes
    .toString('utf8')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_SAID);
}
