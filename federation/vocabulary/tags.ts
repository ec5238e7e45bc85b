import type { Addresses } from '../../server/domain/addresses.ts';
import { fieldsOf } from '../../server/domain/content/content-types.ts';
import type { Content } from '../../server/domain/content/field.ts';
import type { KnowledgeRecord } from '../../server/domain/record.ts';
import { titleOf } from '../../server/domain/title.ts';
import { type JsonObject, LD_JSON } from './context.ts';
import type { Wording } from './wording.ts';

const ABOUT = 'https://schema.org/about';
const DERIVED = 'http://www.w3.org/ns/prov#wasDerivedFrom';

/** What a record is tagged with on the wire: its topics and free words as hashtags, the record it is about or made from as a link (FEP-e232). */
export function tagsOf(record: KnowledgeRecord, about: KnowledgeRecord | null, { base }: Addresses, words: Wording): readonly JsonObject[] {
  const topics = fieldsOf(record.type).flatMap((field) => {
    if (field.kind !== 'choices' || field.vocabulary !== 'topic') return [];
    return ((record.content as Content)[field.name] as readonly string[]).map((code) =>
      hashtag(words.label('topic', code), `${base}/search?topic=${encodeURIComponent(code)}`),
    );
  });
  const free = record.values.tags.map((tag) => hashtag(tag, `${base}/search?tag=${encodeURIComponent(tag)}`));
  const known = new Map([...topics, ...free].flat().map((tag) => [String(tag['name']).toLowerCase(), tag]));
  return [...known.values(), ...linksOf(record, about)];
}

/** No spaces and signs in a hashtag: the words are joined, each beginning large. */
function hashtag(text: string, href: string): JsonObject[] {
  const words = text.split(/[^\p{L}\p{N}\p{M}_]+/u).filter((word) => word !== '');
  const [first, ...rest] = words;
  // All digits would be no hashtag anywhere.
  if (first === undefined || words.every((word) => /^\p{N}+$/u.test(word))) return [];
  const name = `#${[first, ...rest.map((word) => word[0]?.toUpperCase() + word.slice(1))].join('')}`;
  return [{ type: 'Hashtag', name, href }];
}

function linksOf(record: KnowledgeRecord, about: KnowledgeRecord | null): JsonObject[] {
  if (record.type === 'lesson' && record.content.about !== null) return [link(record.content.about, ABOUT, about === null ? null : titleOf(about))];
  return record.type === 'process' && record.content.basedOn !== null ? [link(record.content.basedOn, DERIVED, null)] : [];
}

function link(href: string, rel: string, name: string | null): JsonObject {
  return { type: 'Link', href, mediaType: LD_JSON, rel, name: name ?? href };
}
