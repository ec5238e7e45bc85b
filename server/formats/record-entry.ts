import { CONTENT_TYPES, RECORD_TYPES, type RecordType } from '../domain/content/content-types.ts';
import { type FieldProblem, problem } from '../domain/content/field-problem.ts';
import type { ImportRow, Past, RowFault } from '../domain/import-row.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import { slugOf } from '../domain/slug.ts';
import { readExtra } from './read-extra.ts';
import { PAST_COLUMNS } from './record-columns.ts';

/** A record as every export tells it: flat, its fields beside what it carries, nothing left out but its versions and who made it. */
export type Entry = Readonly<Record<string, unknown>>;

// What an answer of the API says besides and what follows from the rest.
const COMPUTED = new Set([
  'url',
  'freshness',
  'completeness',
  'place',
  'publisherName',
  'revision',
  'costPerThousand',
  'automationShare',
  'mediaBreaks',
  'lessons',
  'reuses',
]);
const META = new Set<string>(['id', 'type', 'publisher', 'extra', ...PAST_COLUMNS]);

export function entryOf(record: KnowledgeRecord): Entry {
  const { id, type, publisher, visibility, values, content, extra } = record;
  const past = Object.fromEntries(PAST_COLUMNS.map((name) => [name, record[name]]));
  return { id, type, publisher, visibility, ...past, ...values, ...content, extra };
}

/** Reads an entry, from an export or typed by hand; its fields are checked later, by the one check all records pass. */
export function rowFrom(number: number, entry: Entry, fault: RowFault | null = null): ImportRow {
  const problems: FieldProblem[] = [];
  const type = typeOf(entry['type'], problems);
  const fields = Object.entries(entry).filter(([name]) => !META.has(name) && !(COMPUTED.has(name) && !isField(type, name)));
  const title = entry[CONTENT_TYPES[type].title];
  const extra = readExtra(entry['extra'] ?? {}, 'extra');
  const past = 'created' in entry || 'updated' in entry ? pastOf(entry, problems) : null;
  return {
    number,
    title: typeof title === 'string' ? title : '',
    type,
    key: keyOf(entry['id'], problems),
    publisher: publisherOf(entry['publisher']),
    input: Object.fromEntries(fields),
    extra: extra.value,
    past,
    problems: [...problems, ...extra.problems],
    fault,
  };
}

function isField(type: RecordType, name: string): boolean {
  return CONTENT_TYPES[type].fields.some((field) => field.name === name);
}

function typeOf(sent: unknown, problems: FieldProblem[]): RecordType {
  if (sent === undefined || sent === null || sent === '') return 'project';
  const type = RECORD_TYPES.find((known) => known === sent);
  if (type === undefined) problems.push(problem('type', 'not-a-code', { allowed: RECORD_TYPES }));
  return type ?? 'project';
}

function keyOf(sent: unknown, problems: FieldProblem[]): string | null {
  if (sent === undefined || sent === null || sent === '') return null;
  const text = typeof sent === 'number' ? String(sent) : sent;
  if (typeof text !== 'string') problems.push(problem('id', 'not-text'));
  else if (text.length > 500) problems.push(problem('id', 'too-long', { limit: 500 }));
  else return text.trim();
  return null;
}

function publisherOf(sent: unknown): string | null {
  if (typeof sent === 'object' && sent !== null && 'id' in sent) return publisherOf(sent.id);
  return typeof sent === 'string' && sent !== '' ? sent : null;
}

function pastOf(entry: Entry, problems: FieldProblem[]): Past {
  const text = (name: string): string | null => {
    const sent = entry[name];
    return typeof sent === 'string' && sent !== '' && sent.length <= 2_000 ? sent : null;
  };
  const instant = (name: string): string | null => {
    const sent = text(name);
    if (sent === null) return null;
    const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(sent) && !Number.isNaN(Date.parse(sent));
    if (!isInstant) problems.push(problem(name, 'not-a-date'));
    return isInstant ? new Date(sent).toISOString() : null;
  };
  const slug = text('slug');
  const former = Array.isArray(entry['formerSlugs']) ? entry['formerSlugs'].filter(isSlug).slice(0, 100) : [];
  if (slug !== null && !isSlug(slug)) problems.push(problem('slug', 'bad-slug'));
  return {
    slug: isSlug(slug) ? slug : null,
    formerSlugs: former,
    created: instant('created'),
    published: instant('published'),
    updated: instant('updated'),
    lastConfirmedAt: instant('lastConfirmedAt'),
    replaces: text('replaces'),
    importKey: text('importKey'),
    importedAs: text('importedAs'),
  };
}

function isSlug(value: unknown): value is string {
  return typeof value === 'string' && value !== 'new' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length <= 120 && slugOf(value).length > 0;
}
