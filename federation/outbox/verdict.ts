import type { DeliveryAnswer } from '../../server/ports/remote-fetch.ts';

export type Verdict =
  | { readonly kind: 'done' }
  /** Our signature was not read; perhaps one of the other kind is. */
  | { readonly kind: 'unsigned'; readonly code: string }
  | { readonly kind: 'gone'; readonly code: string }
  /** For good: by the host, or (not `isTheirs`) already here. */
  | { readonly kind: 'refused'; readonly code: string; readonly isTheirs: boolean }
  /** `isAway`: nobody was there, which says nothing of what we brought. */
  | { readonly kind: 'retry'; readonly code: string; readonly isAway: boolean }
  | { readonly kind: 'held'; readonly code: string; readonly seconds: number }
  /** Our own doing; speaks of no host. */
  | { readonly kind: 'ours'; readonly code: string }
  /** It could not be made ready to send. */
  | { readonly kind: 'broken'; readonly code: string };

/** What a proxy says when the program behind it is down. */
const NOBODY_BEHIND = [502, 503, 504];
const ALSO_RETRIED = [408, 425, 429];

/** What an answer means for what was brought. */
export function verdictOf(answer: DeliveryAnswer): Verdict {
  if (answer.kind === 'answered') return ofStatus(answer.status, answer.retryAfter);
  const { kind, reason } = answer;
  // A name server that points inward may be set right; every other refusal of ours is for good.
  if (kind === 'refused')
    return reason === 'private-address' ? { kind: 'retry', code: reason, isAway: true } : { kind: 'refused', code: reason, isTheirs: false };
  if (reason === 'busy' || reason === 'closing') return { kind: 'ours', code: reason };
  if (reason === 'status' && answer.status !== null) return ofStatus(answer.status, answer.retryAfter);
  return { kind: 'retry', code: reason, isAway: true };
}

function ofStatus(status: number, retryAfter: number | null): Verdict {
  const code = `status-${status}`;
  if (status >= 200 && status < 300) return { kind: 'done' };
  if (status === 401) return { kind: 'unsigned', code };
  if (status === 404 || status === 410) return { kind: 'gone', code };
  if ((status === 429 || status === 503) && retryAfter !== null) return { kind: 'held', code, seconds: retryAfter };
  // A redirect is no delivery (its target is not ours to choose), but often only a page for the time of an upgrade.
  const isFinal = status >= 400 && status < 500 && !ALSO_RETRIED.includes(status);
  return isFinal ? { kind: 'refused', code, isTheirs: true } : { kind: 'retry', code, isAway: NOBODY_BEHIND.includes(status) };
}
