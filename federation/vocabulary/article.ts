import type { Addresses } from '../../server/domain/addresses.ts';
import { asSeenBy } from '../../server/domain/anonymous.ts';
import { CONTENT_TYPES, fieldsOf } from '../../server/domain/content/content-types.ts';
import type { Content } from '../../server/domain/content/field.ts';
import { RECORD_FIELDS } from '../../server/domain/content/record-fields.ts';
import type { DescribedRecord } from '../../server/domain/described-record.ts';
import { licenseAddress } from '../../server/domain/license.ts';
import type { PlaceFacts } from '../../server/domain/place-facts.ts';
import { plainText } from '../../server/domain/plain-text.ts';
import type { KnowledgeRecord, Tombstone } from '../../server/domain/record.ts';
import { titleOf } from '../../server/domain/title.ts';
import { articleText } from './article-text.ts';
import { attachmentsOf, type Files, isImage } from './attachments.ts';
import { audienceOf } from './audience.ts';
import { type JsonObject, PREFIX, SCHEMA, said } from './context.ts';
import { escaped } from './escaped.ts';
import { withExtra } from './extra-terms.ts';
import { tagsOf } from './tags.ts';
import { termsOf } from './terms.ts';
import type { RenderMarkdown, Wording } from './wording.ts';

const MAX_SUMMARY = 500;

export interface ArticleNeeds {
  readonly addresses: Addresses;
  /** The words of a language; the record's own is asked for. */
  readonly wordsIn: (language: string | null) => Wording;
  readonly renderMarkdown: RenderMarkdown;
}

export interface ToldRecord extends DescribedRecord {
  /** What a lesson is about, if it is here and strangers may see it. */
  readonly about: KnowledgeRecord | null;
  /** The record's own files by the addresses that stand in it. */
  readonly files: Files;
  /** The `updated` of the version that followers have; null where they have none. */
  readonly sentUpdated: string | null;
}

/**
 * A published record for other instances and other software: an Article that reads well everywhere, and every field under our prefix. Tells
 * strangers no more than its page does. A draft and what only public sources say never leave the house; asking for them is a fault.
 */
export function articleOf(told: ToldRecord, { addresses, wordsIn, renderMarkdown }: ArticleNeeds): JsonObject {
  const { publisher, place, about, files, sentUpdated } = told;
  if (!mayLeave(told.record)) throw new Error(`${told.record.id} must not leave the house`);
  const record = asSeenBy({ kind: 'visitor' }, told.record);
  const words = wordsIn(record.values.language);
  const audience = audienceOf(record.visibility === 'public' ? 'public' : 'followers', addresses.ofActor(publisher.id, 'followers'));
  const published = record.published ?? record.created;
  const { html, markdown } = articleText(record, words, renderMarkdown);
  const attachment = attachmentsOf(record, files);
  const title = titleOf(record);
  const summary = summaryOf(record);
  return {
    id: record.id,
    type: 'Article',
    attributedTo: publisher.id,
    ...audience,
    name: title,
    ...said({ nameMap: record.values.language === null ? null : { [record.values.language]: title }, summary }),
    content: html,
    mediaType: 'text/html',
    source: { content: markdown, mediaType: 'text/markdown' },
    url: addresses.page(record.type, record.slug),
    published,
    updated: laterThan([record.updated, published], sentUpdated),
    sensitive: false,
    // One object where others want one (Lemmy), an array where they want an array.
    ...said({ image: attachment.find(isImage) }),
    attachment,
    tag: tagsOf(record, about, addresses, words),
    ...parts(record.id, addresses),
    preview: { type: 'Note', attributedTo: publisher.id, published, content: previewOf(title, summary) },
    ...said({ license: licenseAddress(record.values.license), location: placeOf(place), ...relationsOf(record) }),
    ...withExtra(ownTerms(record, addresses), record.extra),
  };
}

/** Drafts are nobody's business, and what nobody of the town has said is not told in its name (domain.md 2). */
export function mayLeave({ visibility, values }: Pick<KnowledgeRecord, 'visibility' | 'values'>): boolean {
  return visibility !== 'draft' && values.origin !== 'public-source';
}

function ownTerms(record: KnowledgeRecord, addresses: Addresses): JsonObject {
  const meta = {
    [`${PREFIX}kind`]: record.type,
    [`${PREFIX}schema`]: SCHEMA,
    [`${PREFIX}created`]: record.created,
    [`${PREFIX}lastConfirmedAt`]: record.lastConfirmedAt,
    [`${PREFIX}replaces`]: record.replaces,
    [`${PREFIX}reuses`]: addresses.ofRecord(record.id, 'reuses'),
  };
  return { ...said(meta), ...termsOf(RECORD_FIELDS, record.values as Content), ...termsOf(fieldsOf(record.type), record.content as Content) };
}

/** Plain text: the summary of its table, or for a lesson what it advises. */
function summaryOf(record: KnowledgeRecord): string | null {
  const { summary } = CONTENT_TYPES[record.type];
  const own = summary === null ? null : (record.content as Content)[summary];
  const text = record.type === 'lesson' ? plainText(record.content.advice ?? record.content.cause ?? record.content.context ?? '') : own;
  if (typeof text !== 'string' || text === '') return null;
  return text.length > MAX_SUMMARY ? `${text.slice(0, MAX_SUMMARY - 1).toWellFormed()}…` : text;
}

function previewOf(title: string, summary: string | null): string {
  return `<p><strong>${escaped(title)}</strong></p>${summary === null ? '' : `<p>${escaped(summary).replaceAll('\n', '<br>')}</p>`}`;
}

function parts(id: string, addresses: Addresses): JsonObject {
  const names = ['context', 'replies', 'likes', 'shares'] as const;
  return Object.fromEntries(names.map((name) => [name, addresses.ofRecord(id, name)]));
}

function placeOf({ name, point }: PlaceFacts): JsonObject | null {
  if (name === null && point === null) return null;
  return said({ type: 'Place', name, latitude: point?.lat, longitude: point?.lon });
}

function relationsOf(record: KnowledgeRecord): JsonObject {
  switch (record.type) {
    case 'project':
      return { startTime: beginningOf(record.content.startDate) };
    case 'lesson':
      return { about: record.content.about };
    case 'process':
      return { wasDerivedFrom: record.content.basedOn };
  }
}

/** A year or month begins on its first day. */
function beginningOf(when: string | null): string | null {
  return when === null ? null : `${when}${'-01-01'.slice(when.length - 4)}T00:00:00Z`;
}

/** The latest of these instants, and always later than the one before: others take an equal one for the same version. */
export function laterThan(instants: readonly string[], before: string | null): string {
  const latest = Math.max(...instants.map((instant) => Date.parse(instant)));
  const least = before === null ? latest : Date.parse(before) + 1;
  return new Date(Math.max(latest, least)).toISOString();
}

/** What is told of a record that is gone, in a Delete and for ever after at its address. */
export function tombstoneOf({ id, deleted }: Pick<Tombstone, 'id' | 'deleted'>): JsonObject {
  return { id, type: 'Tombstone', formerType: 'Article', deleted };
}
