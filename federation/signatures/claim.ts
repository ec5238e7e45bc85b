/** A request as it came in; nothing in it is believed yet. */
export interface IncomingRequest {
  readonly method: string;
  /** Path and query exactly as they were sent. */
  readonly url: string;
  /** Lower-case names, every line on its own, as `request.headersDistinct` gives them: joined or dropped duplicates would hide smuggling. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  /** The very bytes that came, before anybody parsed them. */
  readonly body: Uint8Array;
  /** Our own origin from the settings (`https://town.example`), never taken from the request. */
  readonly origin: string;
}

/** `by-key`: the sender named none that says more, so the kind of key decides. */
export type SignatureAlgorithm = 'rsa-v1_5-sha256' | 'rsa-pss-sha512' | 'ed25519' | 'by-key';

/** What a signature says of itself. It fits us in all that can be seen without the key; only `verify` shows whether it is true. */
export interface Claim {
  readonly scheme: 'cavage' | 'rfc9421';
  /** As written by the sender: whose key it is, and whether its address may be fetched at all, is asked elsewhere. */
  readonly keyId: string;
  /** The moment that is under the signature. */
  readonly created: Date;
  readonly algorithm: SignatureAlgorithm;
  /** What may have been signed: one text, or two for a GET with a query, which some peers sign without it. */
  readonly bases: readonly Buffer[];
  readonly signature: Buffer;
}

/** Every way to say no before a key is asked for. */
export type SignatureRefusal =
  /** Not signed at all. */
  | 'missing'
  | 'malformed'
  /** More than anybody honest sends. */
  | 'too-large'
  | 'too-many-signatures'
  /** A header that decides something stands there twice. */
  | 'duplicate-header'
  /** Something that must be under the signature is not. */
  | 'not-covered'
  /** Something is under the signature that did not come with the request. */
  | 'missing-header'
  | 'unsupported-component'
  | 'unsupported-algorithm'
  | 'wrong-host'
  /** Signed too long ago, or too far ahead. */
  | 'stale'
  | 'future'
  /** Past the end its sender has set. */
  | 'expired'
  /** Made for another application (`tag`). */
  | 'other-purpose'
  | 'missing-digest'
  | 'wrong-digest';

export type Reading = { readonly ok: true; readonly claim: Claim } | { readonly ok: false; readonly reason: SignatureRefusal };

export function refused(reason: SignatureRefusal): { readonly ok: false; readonly reason: SignatureRefusal } {
  return { ok: false, reason };
}
