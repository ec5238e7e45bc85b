import type { KeyObject } from 'node:crypto';

import type { Clock } from '../../server/ports/clock.ts';
import type { SignatureKind } from '../../server/ports/delivery-store.ts';
import type { FetchHeaders } from '../../server/ports/remote-fetch.ts';
import { signCavage } from '../signatures/sign-cavage.ts';
import { signRfc9421 } from '../signatures/sign-rfc9421.ts';

export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

export interface ToBeSigned {
  readonly kind: SignatureKind;
  readonly actor: string;
  readonly url: string;
  readonly body: Buffer;
}

/** The headers to send; null when the actor has no key (any more). */
export type SignDelivery = (delivery: ToBeSigned) => Promise<FetchHeaders | null>;

interface Needs {
  readonly keyOf: (actor: string) => Promise<SigningKey | null>;
  readonly clock: Clock;
}

const HEADERS = { 'content-type': 'application/activity+json' };

/** Signs what leaves with the key of whoever says it. */
export function createSignDelivery({ keyOf, clock }: Needs): SignDelivery {
  return async ({ kind, actor, url, body }) => {
    const key = await keyOf(actor);
    if (key === null) return null;
    const request = { method: 'POST', url, headers: HEADERS, body, ...key, date: clock() };
    return kind === 'cavage' ? signCavage(request) : signRfc9421(request);
  };
}
