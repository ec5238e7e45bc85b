import type { Addresses } from '../domain/addresses.ts';
import { automationShareOf, bandOf, eurosOf, mediaBreaksOf, yearsOf } from '../domain/computed.ts';
import { CONTENT_TYPES } from '../domain/content/content-types.ts';
import type { Content, Field, Group, Value } from '../domain/content/field.ts';
import { RECORD_FIELDS } from '../domain/content/record-fields.ts';
import type { VocabularyName } from '../domain/content/vocabularies.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { PlaceFacts } from '../domain/place-facts.ts';
import { plainText } from '../domain/plain-text.ts';
import type { KnowledgeRecord, Lesson } from '../domain/record.ts';
import type { Labels } from '../ports/labels.ts';
import type { SearchDocument } from '../ports/search-index.ts';

export interface DocumentParts {
  readonly record: KnowledgeRecord;
  readonly publisher: Organisation;
  readonly place: PlaceFacts;
  readonly lessons: readonly Lesson[];
}

// The words of these codes are what people type; the others would only blur the results.
const SPOKEN: readonly VocabularyName[] = ['topic', 'measureKind', 'ozgField', 'lessonKind'];

/** What the index keeps of a record. Texts and facets follow from the field tables. */
export function searchDocument({ record, publisher, place, lessons }: DocumentParts, labels: Labels, addresses: Addresses): SearchDocument {
  const fields: readonly Field[] = CONTENT_TYPES[record.type].fields;
  const content = record.content as Content;
  const facets = { ...facetsIn(fields, content), ...facetsIn(RECORD_FIELDS, record.values as Content), ...computedFacets(record, publisher, place, lessons) };
  const spoken = SPOKEN.flatMap((vocabulary) => (facets[vocabulary] ?? []).flatMap((code) => labels(vocabulary, code)));
  const states = place.state === null ? [] : labels('state', place.state);
  const texts = (weight: string) => [...textsIn(fields, content, weight), ...textsIn(RECORD_FIELDS, record.values as Content, weight)];
  const project = record.type === 'project' ? record.content : null;
  const free = [...textsIn(RECORD_FIELDS, record.values as Content, 'body'), ...(project?.technologies ?? [])];
  return {
    id: record.id,
    visibility: record.visibility === 'public' ? 'public' : 'followers',
    title: texts('title').join(' '),
    summary: texts('summary').join(' '),
    // What stands on the page as a label is found by its words, but an excerpt is taken from the body alone.
    tags: [...free, place.name ?? '', publisher.content.name ?? '', ...spoken, ...states].filter((word) => word !== '').join(', '),
    body: textsIn(fields, content, 'body').join('\n'),
    facets,
    population: place.population,
    cost: project === null ? null : eurosOf(project.costOneOff),
    point: place.point,
    published: record.published ?? record.updated,
    updated: record.updated,
    confirmedAt: record.lastConfirmedAt,
    shown: {
      url: addresses.page(record.type, record.slug),
      type: record.type,
      publisher: { id: publisher.id, name: publisher.content.name ?? publisher.handle, handle: publisher.handle },
      place: { name: place.name, state: place.state, sizeType: place.sizeType, population: place.population },
      phase: 'phase' in record.content ? record.content.phase : null,
      costBand: project === null ? null : costBandOf(project.costOneOff),
      lessonKind: record.type === 'lesson' ? record.content.lessonKind : null,
      processLevel: record.type === 'process' ? record.content.processLevel : null,
      topics: project?.topics ?? [],
      origin: record.values.origin ?? 'own',
      lessons: lessons.length,
    },
  };
}

function costBandOf({ band, exact }: { band: string | null; exact: number | null }): string | null {
  return exact === null ? band : bandOf(exact);
}

function computedFacets(record: KnowledgeRecord, publisher: Organisation, place: PlaceFacts, lessons: readonly Lesson[]): Record<string, readonly string[]> {
  const common = {
    type: [record.type],
    publisher: [publisher.handle],
    orgType: listed(place.orgType),
    state: listed(place.state),
    sizeType: listed(place.sizeType),
    regiostar7: listed(place.regiostar7),
    language: listed(record.values.language),
  };
  if (record.type === 'process') {
    return { ...common, automationShare: [automationBucket(automationShareOf(record))].flat(), mediaBreaks: yesNo(mediaBreaksOf(record) > 0) };
  }
  if (record.type === 'lesson') return { ...common, hasFailure: yesNo(record.content.lessonKind === 'failed'), confirmations: ['0'] };
  const { contact, costOneOff, costPerYear, outcomes, timeToRun } = record.content;
  return {
    ...common,
    year: yearsOf(record),
    costBand: listed(costBandOf(costOneOff)),
    costPerYearBand: listed(costBandOf(costPerYear)),
    timeToRun: listed(runBucket(timeToRun)),
    hasContact: yesNo(contact.mailbox !== null),
    hasCost: yesNo(eurosOf(costOneOff) !== null || eurosOf(costPerYear) !== null),
    hasMeasured: yesNo(outcomes.some(({ confidence }) => confidence === 'measured')),
    hasLesson: yesNo(lessons.length > 0),
    hasFailure: yesNo(lessons.some(({ content }) => content.lessonKind === 'failed')),
  };
}

function automationBucket(share: number | null): string[] {
  if (share === null) return [];
  if (share === 0) return ['0'];
  return [share === 1 ? 'all' : share >= 0.5 ? 'half' : 'under-half'];
}

function runBucket(months: number | null): string | null {
  if (months === null) return null;
  if (months <= 3) return 'up-to-3';
  if (months <= 6) return 'up-to-6';
  return months <= 12 ? 'up-to-12' : 'over-12';
}

function yesNo(is: boolean): readonly string[] {
  return [is ? 'yes' : 'no'];
}

function listed(code: string | null): readonly string[] {
  return code === null ? [] : [code];
}

/** Every field with its value, the members of groups and lists one by one. */
function walk(fields: readonly Field[], content: Content | Group): [Field, Value][] {
  return fields.flatMap((field): [Field, Value][] => {
    const value: Value = content[field.name] ?? null;
    if (field.kind === 'group') return walk(field.fields, value as Group);
    if (field.kind === 'list') return (value as readonly Group[]).flatMap((member) => walk(field.fields, member));
    return [[field, value]];
  });
}

function stringsOf(value: Value): string[] {
  return [value].flat().filter((text): text is string => typeof text === 'string');
}

function textsIn(fields: readonly Field[], content: Content, weight: string): string[] {
  return walk(fields, content).flatMap(([field, value]) => {
    if (field.search !== weight) return [];
    return stringsOf(value).map((text) => (field.kind === 'markdown' ? plainText(text) : text));
  });
}

function facetsIn(fields: readonly Field[], content: Content): Record<string, readonly string[]> {
  const codes: Record<string, string[]> = {};
  for (const [{ facet }, value] of walk(fields, content)) {
    if (facet !== undefined) codes[facet] = [...new Set([...(codes[facet] ?? []), ...stringsOf(value)])];
  }
  return codes;
}
