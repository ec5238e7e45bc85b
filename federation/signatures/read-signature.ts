import { type IncomingRequest, type Reading, refused } from './claim.ts';
import { digestRefusal } from './digests.ts';
import { carriesBody, linesOf, onlyValueOf } from './header-lines.ts';
import { readCavage } from './read-cavage.ts';
import { readRfc9421 } from './read-rfc9421.ts';

const METHOD = /^[A-Z]{1,16}$/;
const TARGET = /^\/[\x21-\x7e\x80-\xff]{0,8191}$/;

/**
 * Says what the signature of a request claims, or why it is no use to us: made for us, now, over all that counts, and the body is the one that was signed.
 * It asks nobody, throws for nothing that can come in, and takes time in proportion to what came. Whether a claim is true, `verify` says; whether it
 * was heard before is not known here: the unique id of the activity sees to that.
 */
export function readSignature(request: IncomingRequest, now: Date): Reading {
  if (!METHOD.test(request.method) || !TARGET.test(request.url)) return refused('malformed');
  if (linesOf(request, 'signature').length === 0) return refused('missing');
  const host = onlyValueOf(request, 'host');
  if (!host.ok) return refused(host.reason === 'missing-header' ? 'wrong-host' : host.reason);
  if (host.value.toLowerCase() !== new URL(request.origin).host) return refused('wrong-host');

  const reading = linesOf(request, 'signature-input').length > 0 ? readRfc9421(request, now) : readCavage(request, now);
  if (!reading.ok) return reading;
  // Last, for it is the only work that grows with the body.
  const own = reading.claim.scheme === 'cavage' ? 'digest' : 'content-digest';
  const wrong = digestRefusal(request, carriesBody(request) ? own : null);
  return wrong === null ? reading : refused(wrong);
}
