import { RECORD_TYPES, type RecordType } from '../../server/domain/content/content-types.ts';
import { sameOrigin } from '../../server/domain/origin.ts';
import type { ReceivedPost, ReceivedRecord } from '../../server/domain/remote.ts';
import { type ArticleSaid, ArticleShape, picturesOf, reachOf, timesOf } from './article-shape.ts';
import type { JsonObject } from './context.ts';
import { termIn } from './read-fields.ts';
import { readFieldsOf } from './read-record.ts';
import { type NotForUs, notForUs, readDocument } from './reading.ts';
import { remoteHtml, textAsHtml, textOfHtml } from './remote-html.ts';

export interface Receiving {
  readonly now: Date;
  /** The followers collection of whoever published it; null while that is not known. */
  readonly followers: string | null;
}

const FORMS: Readonly<Record<string, ReceivedPost['form']>> = { Article: 'article', Note: 'note', Page: 'page' };
const LONGEST_TITLE = 120;
const LONGEST_SUMMARY = 1_000;

/** Reads an Article, Note or Page from any software: ours becomes a record with all its fields, any other a plain post. Fetches nothing, believes no origin, never throws. */
export function readArticle(json: unknown, receiving: Receiving): ReceivedRecord | ReceivedPost | NotForUs {
  const document = readDocument(json);
  if (document.kind === 'not-for-us') return document;
  const read = ArticleShape.safeParse(document.json);
  if (!read.success) return notForUs(typeof document.json['type'] === 'string' ? 'no-id' : 'unknown-type');
  const form = FORMS[read.data.type];
  if (form === undefined) return notForUs('unknown-type');
  const publisher = publisherOf(read.data);
  if (typeof publisher !== 'string') return publisher;
  const ourKind = kindOf(document.json);
  const type = RECORD_TYPES.find((known) => known === ourKind);
  const arrived = arrivedOf(read.data, publisher, receiving);
  if (type !== undefined && form === 'article') return recordFrom(type, document.json, read.data, arrived, receiving);
  return postFrom(form, ourKind, read.data, arrived);
}

/** The author on the thing's own instance; of several (a channel and its owner) the first. */
function publisherOf({ id, attributedTo }: ArticleSaid): string | NotForUs {
  if (attributedTo.length === 0) return notForUs('no-author');
  return attributedTo.find((author) => sameOrigin(author, id)) ?? notForUs('foreign-author');
}

function kindOf(json: JsonObject): string | null {
  const kind = termIn(json, 'kind', () => false);
  return typeof kind === 'string' && /^[a-zA-Z][\w-]{0,39}$/.test(kind) ? kind : null;
}

type Arrived = Omit<ReceivedPost, 'kind' | 'form' | 'ourKind' | 'title' | 'summary' | 'html' | 'inReplyTo' | 'mentions' | 'tags' | 'pictures' | 'isSensitive'>;

function arrivedOf(said: ArticleSaid, publisher: string, { now, followers }: Receiving): Arrived {
  const audience = [...new Set([...said.to, ...said.cc, ...said.audience])];
  return {
    id: said.id,
    publisher,
    page: said.url,
    reach: reachOf(audience, followers),
    audience,
    ...timesOf(said, now),
    language: (said.contentMap ?? said.nameMap ?? said.summaryMap)?.language ?? null,
    conversation: said.context ?? said.conversation,
  };
}

function recordFrom(type: RecordType, json: JsonObject, said: ArticleSaid, arrived: Arrived, { now }: Receiving): ReceivedRecord {
  const title = said.name ?? said.nameMap?.text ?? '';
  const summary = said.summary === null ? null : textOfHtml(remoteHtml(said.summary));
  const fields = readFieldsOf(type, json, { title, summary, language: arrived.language, license: said.license }, arrived.published, now);
  return { kind: 'record', type, ...arrived, ...fields, language: fields.values.language } as ReceivedRecord;
}

function postFrom(form: ReceivedPost['form'], ourKind: string | null, said: ArticleSaid, arrived: Arrived): ReceivedPost {
  const html = htmlOf(said);
  const summary = plain(said.summary ?? said.summaryMap?.text ?? null, LONGEST_SUMMARY);
  const title = said.name ?? said.nameMap?.text.slice(0, 300) ?? shortened(summary ?? firstLine(textOfHtml(html)));
  return {
    kind: 'post',
    form,
    ourKind,
    ...arrived,
    title: title === '' ? null : title,
    summary,
    html,
    inReplyTo: said.inReplyTo,
    mentions: said.tag.flatMap(({ type, href }) => (type === 'Mention' && href !== null ? [href] : [])),
    tags: [...new Set(said.tag.flatMap(({ type, name }) => (type === 'Hashtag' && name !== null ? [name.replace(/^#+/, '')] : [])))].filter(
      (tag) => tag !== '',
    ),
    pictures: picturesOf(said),
    isSensitive: said.sensitive,
  };
}

function htmlOf({ content, contentMap, mediaType }: ArticleSaid): ReceivedPost['html'] {
  const text = content ?? contentMap?.text ?? '';
  return mediaType === null || mediaType.startsWith('text/html') ? remoteHtml(text) : textAsHtml(text);
}

function plain(html: string | null, most: number): string | null {
  if (html === null) return null;
  return textOfHtml(remoteHtml(html)).slice(0, most).toWellFormed() || null;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function shortened(text: string): string {
  if (text.length <= LONGEST_TITLE) return text;
  const cut = text.slice(0, LONGEST_TITLE).toWellFormed();
  return `${cut.replace(/\s+\S*$/, '') || cut}…`;
}
