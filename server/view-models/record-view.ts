import { CONTENT_TYPES } from '../domain/content/content-types.ts';
import { type Content, isEmpty } from '../domain/content/field.ts';
import type { RecordWithContext } from '../domain/described-record.ts';
import { freshnessOf } from '../domain/freshness.ts';
import type { PlaceFacts } from '../domain/place-facts.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import { titleOf } from '../domain/title.ts';
import { type Brief, fact } from './brief.ts';
import { type CardView, cardViews, type LinkView, type PartView, type Shaping, shortAddress } from './field-view.ts';
import { type FreshnessView, freshnessView } from './freshness-view.ts';
import { lessonBrief } from './lesson-brief.ts';
import type { Pictures } from './picture-view.ts';
import { processBrief } from './process-brief.ts';
import { projectBrief } from './project-brief.ts';
import type { RecordBar } from './record-form/record-bar.ts';
import { facetHref } from './search-params.ts';
import type { Words } from './words.ts';

export interface RecordView extends Omit<Brief, 'shown'> {
  readonly place: string | null;
  /** Where the record speaks another language than the page; null where they agree. */
  readonly contentLanguage: string | null;
  readonly kindHref: string;
  readonly freshness: FreshnessView;
  /** Shown when nobody of the town has checked it. */
  readonly isFromPublicSources: boolean;
  readonly isStale: boolean;
  readonly isForFollowers: boolean;
  readonly isDraft: boolean;
  readonly sources: readonly LinkView[];
  readonly publisher: LinkView;
  readonly lessons: readonly LessonLine[];
  /** Whether "nothing learned yet" is worth saying: a project is what lessons come from. */
  readonly asksForLessons: boolean;
  readonly about: { readonly title: string; readonly href: string } | null;
  readonly cards: readonly CardView[];
  readonly tags: readonly LinkView[];
  readonly extra: readonly PartView[];
  readonly published: string | null;
  readonly updated: string;
  readonly license: string;
  readonly id: string;
  /** What can be done with it besides reading: print it, compare it. */
  readonly tools: readonly { readonly label: string; readonly href: string }[];
  /** The form for reporting it. */
  readonly report: string;
  /** For those who may write it; null for everybody else. */
  readonly bar: RecordBar | null;
}

interface LessonLine {
  readonly kind: string | null;
  readonly isFailure: boolean;
  readonly statement: string;
  readonly href: string;
}

interface Reader {
  readonly words: Words;
  readonly now: Date;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
}

/** The page of a record of any type: the brief of its type, then every other filled field by the cards of its table. */
export function recordView(
  { record, publisher, place, lessons, about }: RecordWithContext,
  { words, now, renderMarkdown }: Reader,
  bar: RecordBar | null = null,
  pictures: Pictures = new Map(),
): RecordView {
  const shaping: Shaping = { table: record.type, words, renderMarkdown, pictures };
  const { shown, ...brief } = briefOf(record, place, shaping);
  const { values } = record;
  const cards = cardViews(CONTENT_TYPES[record.type].fields, record.content as Content, shown, shaping);
  const leftInBrief = cards.filter(({ id }) => id === 'karte-brief').flatMap(({ fields }) => fields.flatMap(({ label, values: found }) => fact(label, found)));
  const freshness = freshnessOf(record.lastConfirmedAt, now);
  const isFromPublicSources = values.origin === 'public-source';
  return {
    ...brief,
    facts: [...brief.facts, ...leftInBrief],
    place: place.name ?? (place.state === null ? null : words.label('state', place.state)),
    contentLanguage: values.language === null || values.language === words.language ? null : values.language,
    kindHref:
      record.type === 'lesson' && record.content.lessonKind !== null ? facetHref('lessonKind', record.content.lessonKind) : facetHref('type', record.type),
    freshness: freshnessView(freshness, record.lastConfirmedAt, words),
    isFromPublicSources,
    isStale: freshness === 'stale' && !isFromPublicSources,
    isForFollowers: record.visibility === 'followers',
    isDraft: record.visibility === 'draft',
    sources: values.sources.flatMap(({ url }) => (url === null ? [] : [{ text: shortAddress(url), href: url }])),
    publisher: { text: publisher.content.name ?? publisher.handle, href: `/organisations/${publisher.handle}` },
    lessons: lessons.map((lesson) => ({
      kind: lesson.content.lessonKind === null ? null : words.label('lessonKind', lesson.content.lessonKind),
      isFailure: lesson.content.lessonKind === 'failed',
      statement: lesson.content.statement ?? '',
      href: pathOf(lesson),
    })),
    asksForLessons: record.type === 'project',
    about: about === null ? null : { title: titleOf(about), href: pathOf(about) },
    cards: cards.filter(({ id }) => id !== 'karte-brief').map((card) => ({ ...card, editHref: bar === null ? null : card.id.replace('karte-', bar.forms) })),
    tags: values.tags.map((tag) => ({ text: tag, href: facetHref('tag', tag) })),
    extra: Object.entries(record.extra).flatMap(([name, value]) => extraPart(name, value, words)),
    published: record.published === null ? null : words.day(record.published),
    updated: words.day(record.updated),
    license: values.license ?? '',
    id: record.id,
    tools: toolsFor(record, words),
    report: `/report?about=${encodeURIComponent(pathOf(record))}`,
    bar,
  };
}

function briefOf(record: KnowledgeRecord, place: PlaceFacts, shaping: Shaping): Brief {
  switch (record.type) {
    case 'project':
      return projectBrief(record, place, shaping);
    case 'lesson':
      return lessonBrief(record, place, shaping);
    case 'process':
      return processBrief(record, place, shaping);
  }
}

function toolsFor(record: KnowledgeRecord, words: Words): RecordView['tools'] {
  const path = pathOf(record);
  const papers = [
    { label: words.t('tools.paper.toSteckbrief'), href: `${path}/steckbrief` },
    { label: words.t('tools.paper.toCouncil'), href: `${path}/council-paper` },
  ];
  return [...(record.type === 'project' ? papers : []), { label: words.t('tools.compare.withOthers'), href: `/compare?record=${encodeURIComponent(path)}` }];
}

export function pathOf({ type, slug }: Pick<KnowledgeRecord, 'type' | 'slug'>): string {
  return `/${CONTENT_TYPES[type].path}/${slug}`;
}

export { titleOf };

// What our own seed brings along; the names others use are theirs.
const EXTRAS_WE_KNOW: ReadonlySet<string> = new Set(['status', 'reusedFrom', 'reusedBy', 'summary', 'region']);

/** What came along without a field of ours is shown as it came. */
function extraPart(name: string, value: unknown, words: Words): PartView[] {
  if (value === null || value === undefined || isEmpty(value as never)) return [];
  const texts = [value].flat().map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one)));
  const text = texts.join(', ');
  const label = EXTRAS_WE_KNOW.has(name) ? words.t(`record.extraLabels.${name}`) : name;
  return [{ label, text: text.length > 1_000 ? `${text.slice(0, 1_000)}…` : text, href: null }];
}
