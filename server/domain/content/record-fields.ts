import type { Field } from './field.ts';

/** What every record carries besides its own table (domain.md 2, "Every record"), as far as people may set it. */
export const RECORD_FIELDS = [
  { name: 'language', kind: 'text', max: 35 },
  { name: 'license', kind: 'text', max: 100 },
  {
    name: 'subject',
    kind: 'group',
    fields: [
      { name: 'name', kind: 'text', max: 200, search: 'body' },
      { name: 'ags', kind: 'text', max: 8 },
      { name: 'state', kind: 'choice', vocabulary: 'state' },
    ],
  },
  { name: 'tags', kind: 'texts', max: 30, itemMax: 100, facet: 'tag', search: 'body' },
  { name: 'origin', kind: 'choice', vocabulary: 'origin', facet: 'origin' },
  { name: 'sources', kind: 'list', max: 30, fields: [{ name: 'url', kind: 'url', required: true }] },
] as const satisfies readonly Field[];
