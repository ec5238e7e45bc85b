import type { ContentOf, OrganisationContent, RecordType, RecordValues } from './content/content-types.ts';
import type { SafeHtml } from './safe-html.ts';

/** Who may read something that came from elsewhere: everybody, followers of its publisher, or only those it names. */
export type Reach = 'public' | 'followers' | 'named';

/** What everything that comes from another instance says of itself. Instants are UTC, ISO 8601, and never lie in the future. */
interface Arrived {
  readonly id: string;
  /** IRI of the organisation (or person) that published it. */
  readonly publisher: string;
  /** Where people read the original; null where it names no web address. */
  readonly page: string | null;
  readonly reach: Reach;
  /** Whom it is addressed to, as it says. */
  readonly audience: readonly string[];
  readonly published: string;
  readonly updated: string;
  readonly language: string | null;
  /** The conversation it belongs to. */
  readonly conversation: string | null;
}

/** A record as another instance of this program tells it; codes that are not known here stand as they came. */
export type ReceivedRecord = { [T in RecordType]: ReceivedRecordOf<T> }[RecordType];

interface ReceivedRecordOf<T extends RecordType> extends Arrived {
  readonly kind: 'record';
  readonly type: T;
  readonly schema: number;
  readonly created: string;
  readonly lastConfirmedAt: string | null;
  readonly replaces: string | null;
  readonly values: RecordValues;
  readonly content: ContentOf<T>;
  /** What has no field here; a member of a group or list has a dotted name. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface RemotePicture {
  readonly url: string;
  readonly alt: string | null;
}

/** Anything else that people write elsewhere: an article, a note, a page. Never a record. */
export interface ReceivedPost extends Arrived {
  readonly kind: 'post';
  /** As its software calls it. */
  readonly form: 'article' | 'note' | 'page';
  /** What a newer instance of this program calls it, if one sent it: question, answer, reuse … */
  readonly ourKind: string | null;
  /** Its own title, or the beginning of its text; null where there is neither. */
  readonly title: string | null;
  /** Plain text. */
  readonly summary: string | null;
  readonly html: SafeHtml;
  readonly inReplyTo: string | null;
  readonly mentions: readonly string[];
  readonly tags: readonly string[];
  /** Shown as links: nothing is loaded from elsewhere. */
  readonly pictures: readonly RemotePicture[];
  readonly isSensitive: boolean;
}

/** An organisation, or whoever else publishes, on another instance. */
export interface RemoteOrganisation {
  readonly id: string;
  readonly form: 'organization' | 'person' | 'group' | 'service' | 'application';
  /** The part before the second @ of @handle@host; the host is the id's. */
  readonly handle: string;
  readonly host: string;
  /** Whether an instance of this program speaks: only then do the fields besides name and handle say something. */
  readonly isOfOurKind: boolean;
  readonly content: OrganisationContent;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly summary: SafeHtml | null;
  readonly page: string | null;
  readonly icon: string | null;
  readonly inbox: string;
  readonly sharedInbox: string | null;
  readonly outbox: string | null;
  readonly followers: string | null;
  readonly following: string | null;
  readonly keys: readonly { readonly id: string; readonly pem: string }[];
  /** Whether what it publishes may be found by searching here; silence means no. */
  readonly indexable: boolean;
  readonly discoverable: boolean;
  /** Whether it decides by hand who follows it. */
  readonly asksBeforeFollowing: boolean;
  readonly movedTo: string | null;
  readonly alsoKnownAs: readonly string[];
  readonly isSuspended: boolean;
  readonly published: string | null;
}
