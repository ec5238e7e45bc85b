import { createHash } from 'node:crypto';

export interface Versioned {
  readonly id: string;
  readonly revision: number;
}

const TAG = /^(?:W\/)?"([\w-]{8})\.(\d{1,15})\.[\w-]+"$/;

/** Names the record, its revision and this very answer, for an answer changes without a new revision too (confirmed, grown older, a lesson more). */
export function etagOf({ id, revision }: Versioned, body: string): string {
  return `"${short(id, 8)}.${revision}.${short(body, 16)}"`;
}

/** True when the asker has this very answer already. Express' own check gives up on the no-cache that fetch always sends along. */
export function hasAlready(header: string | undefined, tag: string): boolean {
  const known = (header ?? '').split(',', 50).map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}

/**
 * What an If-Match header allows: null any revision, a number only that one, `no` none. It compares record and revision alone, because
 * that is what a change overwrites; a tag that a compressing proxy made weak still counts.
 */
export function revisionWanted(header: string | undefined, { id, revision }: Versioned): number | null | 'no' {
  if (header === undefined || header.trim() === '*') return null;
  const named = header.split(',', 50).some((tag) => {
    const [, record, number] = TAG.exec(tag.trim()) ?? [];
    return record === short(id, 8) && Number(number) === revision;
  });
  return named ? revision : 'no';
}

function short(text: string, length: number): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, length);
}
