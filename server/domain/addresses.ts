import { CONTENT_TYPES, type RecordType } from './content/content-types.ts';

export interface Addresses {
  readonly base: string;
  /** IRIs (interface.md "Federation"). */
  record(name: string): string;
  organisation(handle: string): string;
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
    page: (type, slug) => `${base}/${CONTENT_TYPES[type].path}/${slug}`,
    file: (id, name, size = null) => `${base}/files/${id}/${size === null ? '' : `${size}/`}${name}`,
    fileIn: (address) => (address.startsWith(`${base}/files/`) ? (/^([a-z0-9-]+)\//.exec(address.slice(base.length + 7))?.[1] ?? null) : null),
  };
}
