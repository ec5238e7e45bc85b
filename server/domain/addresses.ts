import { CONTENT_TYPES, type RecordType } from './content/content-types.ts';

/** The collections below an actor and below a record (interface.md "Federation"). */
export type ActorPart = 'inbox' | 'outbox' | 'followers' | 'following';
export type RecordPart = 'replies' | 'likes' | 'shares' | 'context' | 'reuses';

export interface Addresses {
  readonly base: string;
  /** IRIs (interface.md "Federation"). */
  record(name: string): string;
  organisation(handle: string): string;
  activity(name: string): string;
  readonly sharedInbox: string;
  /** The instance as an actor, in whose name it fetches. */
  readonly instance: string;
  /** What lies below an organisation or the instance, and below a record, by their IRIs. */
  ofActor(actor: string, part: ActorPart): string;
  ofRecord(record: string, part: RecordPart): string;
  /** Where people read it. */
  page(type: RecordType, slug: string): string;
  /** A file kept here; a thumbnail has its width before the name. */
  file(id: string, name: string, size?: number | null): string;
  /** The id of the file this address means; null when it is none of ours. */
  fileIn(address: string): string | null;
}

/** Every absolute address this instance gives out, made from its base address. */
export function addresses(baseUrl: string): Addresses {
  const base = baseUrl.replace(/\/+$/, '');
  return {
    base,
    record: (name) => `${base}/records/${name}`,
    organisation: (handle) => `${base}/organisations/${handle}`,
    activity: (name) => `${base}/activities/${name}`,
    sharedInbox: `${base}/inbox`,
    instance: `${base}/instance`,
    ofActor: (actor, part) => `${actor}/${part}`,
    ofRecord: (record, part) => `${record}/${part}`,
    page: (type, slug) => `${base}/${CONTENT_TYPES[type].path}/${slug}`,
    file: (id, name, size = null) => `${base}/files/${id}/${size === null ? '' : `${size}/`}${name}`,
    fileIn: (address) => (address.startsWith(`${base}/files/`) ? (/^([a-z0-9-]+)\//.exec(address.slice(base.length + 7))?.[1] ?? null) : null),
  };
}
