import type { Field } from './field.ts';

/** Process (domain.md 2): who does what in which order, where a machine does it and where paper interrupts it (FIM levels). */
export const PROCESS_FIELDS = [
  { name: 'name', kind: 'text', max: 200, required: true, short: true, search: 'title', card: 'brief' },
  { name: 'processLevel', kind: 'choice', vocabulary: 'processLevel', required: true, short: true, facet: 'processLevel' },
  { name: 'processState', kind: 'choice', vocabulary: 'processState', facet: 'processState' },
  { name: 'leikaId', kind: 'text', max: 50 },
  { name: 'purpose', kind: 'prose', max: 4_000, search: 'summary' },
  { name: 'trigger', kind: 'prose', max: 2_000, search: 'body' },
  { name: 'result', kind: 'prose', max: 2_000, search: 'body' },
  {
    name: 'steps',
    kind: 'list',
    max: 200,
    required: true,
    card: 'steps',
    fields: [
      { name: 'text', kind: 'text', max: 500, required: true, search: 'body' },
      { name: 'role', kind: 'text', max: 150 },
      { name: 'system', kind: 'text', max: 150, facet: 'system', search: 'body' },
      { name: 'automated', kind: 'choice', vocabulary: 'automated' },
      { name: 'mediaBreak', kind: 'flag' },
      { name: 'minutes', kind: 'number', min: 0, max: 100_000, unit: 'minutes' },
    ],
  },
  { name: 'roles', kind: 'texts', max: 30, itemMax: 150, search: 'body', card: 'context' },
  { name: 'systems', kind: 'texts', max: 30, itemMax: 150, facet: 'system', search: 'body' },
  { name: 'forms', kind: 'texts', max: 30, itemMax: 200, search: 'body' },
  { name: 'legalBasis', kind: 'texts', max: 20, itemMax: 200, facet: 'legalBasis', search: 'body' },
  {
    name: 'bpmn',
    kind: 'group',
    fields: [
      { name: 'file', kind: 'url', file: 'bpmn' },
      { name: 'picture', kind: 'url', file: 'image' },
      { name: 'alt', kind: 'prose', max: 4_000, search: 'body' },
    ],
  },
  {
    name: 'indicators',
    kind: 'list',
    max: 30,
    fields: [
      { name: 'indicator', kind: 'text', max: 200, required: true },
      { name: 'before', kind: 'text', max: 100 },
      { name: 'after', kind: 'text', max: 100 },
      { name: 'unit', kind: 'text', max: 50 },
    ],
  },
  { name: 'basedOn', kind: 'iri' },
  { name: 'changes', kind: 'prose', max: 4_000, search: 'body' },
] as const satisfies readonly Field[];
