import { CONTENT_TYPES, type RecordType } from './content/content-types.ts';

export interface Addresses {
  readonly base: string;
  /** IRIs (interface.md "Federation"). */
  record(name: string): string;
  organisation(handle: string): string;
  /** Where people read it. */
  page(type: RecordType, slug: string): string;
}

/** Every absolute address this instance gives out, made from its base address. */
export function addresses(baseUrl: string): Addresses {
  const base = baseUrl.replace(/\/+$/, '');
  return {
    base,
    record: (name) => `${base}/records/${name}`,
    organisation: (handle) => `${base}/organisations/${handle}`,
    page: (type, slug) => `${base}/${CONTENT_TYPES[type].path}/${slug}`,
  };
}
