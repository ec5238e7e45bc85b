import type { Field } from './field.ts';

/** Lesson (domain.md 2): one thing learned, about a project or process or standing alone. Failures are told as easily as successes. */
export const LESSON_FIELDS = [
  { name: 'lessonKind', kind: 'choice', vocabulary: 'lessonKind', required: true, short: true, facet: 'lessonKind', card: 'brief' },
  { name: 'statement', kind: 'text', max: 200, required: true, short: true, search: 'title' },
  { name: 'context', kind: 'markdown', max: 20_000, search: 'body' },
  { name: 'cause', kind: 'markdown', max: 20_000, search: 'body' },
  { name: 'advice', kind: 'markdown', max: 20_000, search: 'body' },
  { name: 'theme', kind: 'choice', vocabulary: 'theme', required: true, short: true, facet: 'theme', card: 'context' },
  { name: 'workstream', kind: 'choice', vocabulary: 'workstream', facet: 'workstream' },
  { name: 'leverage', kind: 'choice', vocabulary: 'leverage', facet: 'leverage' },
  { name: 'phase', kind: 'choice', vocabulary: 'phase', facet: 'phase' },
  { name: 'perspective', kind: 'choice', vocabulary: 'perspective', facet: 'perspective' },
  { name: 'about', kind: 'iri' },
  { name: 'severity', kind: 'choice', vocabulary: 'severity', facet: 'severity' },
  { name: 'anonymous', kind: 'flag' },
] as const satisfies readonly Field[];
