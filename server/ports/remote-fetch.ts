/** Why we would not: nothing was believed, and before `redirect` nothing was sent either. */
export type FetchRefusal =
  | 'address'
  | 'scheme'
  | 'userinfo'
  | 'fragment'
  | 'port'
  | 'own-host'
  | 'private-address'
  /** Not a host this instance talks to. */
  | 'policy'
  | 'redirect'
  | 'content-type'
  | 'encoding'
  | 'too-large'
  | 'not-json'
  | 'too-deep'
  | 'too-many'
  | 'too-long'
  /** The document is another's, or does not say whose it is. */
  | 'other-id';

/** Why it did not work this time; `busy` and `closing` are our own doing and speak of no host. */
export type FetchFailure = 'dns' | 'unreachable' | 'tls' | 'timeout' | 'reset' | 'garbled' | 'status' | 'busy' | 'closing';

export type NotFetched =
  | { readonly kind: 'refused'; readonly reason: FetchRefusal }
  /** `status` only with the reason of that name; `retryAfter` in seconds, at most a day. */
  | { readonly kind: 'failed'; readonly reason: FetchFailure; readonly status: number | null; readonly retryAfter: number | null };

type NotThere = { readonly kind: 'gone'; readonly status: 404 | 410 } | { readonly kind: 'not-modified' };

/** `url` is where it was found in the end, spelled canonically; callers share `body` and leave it as it is. */
export interface FoundBody {
  readonly kind: 'found';
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** `url` is the object's own id, at the origin that was asked, though not always the address that was asked. */
export interface FoundObject {
  readonly kind: 'found';
  readonly url: string;
  readonly object: Readonly<Record<string, unknown>>;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type FetchAnswer = FoundBody | NotThere | NotFetched;
export type ObjectAnswer = FoundObject | NotThere | NotFetched;
/** `said` is the beginning of what the peer wrote, one line of plain text: for people, never for logs or decisions. */
export type DeliveryAnswer = { readonly kind: 'answered'; readonly status: number; readonly retryAfter: number | null; readonly said: string } | NotFetched;

export type FetchHeaders = Readonly<Record<string, string>>;
/** Given the address of a hop and the headers it will have (`host` among them), names the headers to add. */
export type FetchSigner = (url: string, headers: FetchHeaders) => FetchHeaders | Promise<FetchHeaders>;

/** What the last answer said of its version; the same again is `not-modified`. */
export interface KnownVersion {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchOptions {
  readonly signer?: FetchSigner;
  readonly known?: KnownVersion;
}

export interface FetchRequest extends FetchOptions {
  readonly url: string;
  /** Media types as in the header; an answer of any other type is refused. */
  readonly accept: string;
  /** Counted after unpacking; 1 MiB unless told. */
  readonly maxBytes?: number;
}

export interface DeliveryRequest {
  readonly url: string;
  /** Of these travel the content type, the date, digests and signatures; a signed `host` is that of the address. */
  readonly headers: FetchHeaders;
  readonly body: string | Uint8Array;
}

/** Every request to a machine that somebody else named goes through here; only public addresses are ever connected to. */
export interface RemoteFetch {
  /** Reads from a remote host within limits of time, size and redirects; never throws for what it says or does. */
  get(request: FetchRequest): Promise<FetchAnswer>;
  /** Reads an ActivityStreams document whose `id` is its address at the origin asked; never one that speaks for another origin. */
  getObject(url: string, options?: FetchOptions): Promise<ObjectAnswer>;
  /** Hands something over once, following no redirect; never throws for what the remote host says or does. */
  post(request: DeliveryRequest): Promise<DeliveryAnswer>;
}
