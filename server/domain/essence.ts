import type { Written } from './new-record.ts';
import type { KnowledgeRecord } from './record.ts';

/** What a record says, as one text: the same for the same content, whatever the order of its keys and whichever empty fields a newer table added. */
export function essenceOf({ visibility, values, content }: Written, extra: KnowledgeRecord['extra']): string {
  return JSON.stringify(sorted({ visibility, values, content, extra })) ?? '';
}

/** A value without what is empty, its keys in order; undefined where nothing is left. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((member) => sorted(member) ?? null);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const members = Object.entries(value)
    .map(([key, member]) => [key, sorted(member)] as const)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
