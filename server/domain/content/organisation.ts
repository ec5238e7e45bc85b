import type { Field } from './field.ts';

/** Organisation (domain.md 2), the publisher of records. Keys such as AGS are text: they have leading zeros. */
export const ORGANISATION_FIELDS = [
  { name: 'name', kind: 'text', max: 200, required: true, short: true, search: 'title', card: 'brief' },
  { name: 'handle', kind: 'text', max: 40, required: true, short: true },
  { name: 'orgType', kind: 'choice', vocabulary: 'orgType', required: true, short: true, facet: 'orgType' },
  { name: 'ags', kind: 'text', max: 8 },
  { name: 'ars', kind: 'text', max: 12 },
  { name: 'key', kind: 'text', max: 50 },
  { name: 'county', kind: 'text', max: 5 },
  { name: 'state', kind: 'choice', vocabulary: 'state', facet: 'state' },
  { name: 'population', kind: 'number', min: 0, max: 100_000_000, unit: 'people' },
  { name: 'populationDate', kind: 'when' },
  { name: 'sizeType', kind: 'choice', vocabulary: 'sizeType', facet: 'sizeType' },
  { name: 'sizeTypeSource', kind: 'choice', vocabulary: 'sizeTypeSource' },
  { name: 'regiostar7', kind: 'choice', vocabulary: 'regiostar7', facet: 'regiostar7' },
  {
    name: 'coordinates',
    kind: 'group',
    fields: [
      { name: 'lat', kind: 'number', min: -90, max: 90, unit: 'degrees' },
      { name: 'lon', kind: 'number', min: -180, max: 180, unit: 'degrees' },
    ],
  },
  { name: 'hasStrategy', kind: 'choice', vocabulary: 'hasStrategy', facet: 'hasStrategy', card: 'profile' },
  { name: 'vision', kind: 'markdown', max: 10_000 },
  { name: 'website', kind: 'url' },
  {
    name: 'roles',
    kind: 'list',
    max: 30,
    fields: [
      { name: 'role', kind: 'choice', vocabulary: 'role', required: true, facet: 'role' },
      { name: 'mailbox', kind: 'email', required: true },
    ],
  },
  { name: 'memberOf', kind: 'texts', max: 20, itemMax: 500 },
  { name: 'verifiedBy', kind: 'texts', max: 20, itemMax: 500 },
  { name: 'imprint', kind: 'markdown', max: 20_000, card: 'legal' },
  { name: 'privacyContact', kind: 'text', max: 500 },
] as const satisfies readonly Field[];
