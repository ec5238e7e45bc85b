import type { RecordWithContext } from '../domain/described-record.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import type { SearchHit } from '../ports/search-index.ts';
import type { Fact, Section } from './brief.ts';
import type { FieldView } from './field-view.ts';
import { pathOf, type RecordView, recordView } from './record-view.ts';
import type { Words } from './words.ts';

/** What one record says to one question; the same shape for every kind of answer. */
export interface AnswerView extends Pick<FieldView, 'html' | 'values' | 'lines' | 'parts' | 'members'> {
  readonly lang: string | null;
}

interface Cell {
  /** Whose answer it is, for those who read one below the other. */
  readonly title: string;
  /** Null where it says nothing. */
  readonly answer: AnswerView | null;
}

interface Row {
  readonly label: string;
  readonly cells: readonly Cell[];
}

interface Column {
  readonly title: string;
  readonly href: string;
  readonly kind: string;
  readonly place: string | null;
  readonly lang: string | null;
  /** The comparison without this one. */
  readonly remove: string;
}

export interface CompareView {
  readonly columns: readonly Column[];
  /** How many stand beside each other: a class, since no template computes. */
  readonly isTwo: boolean;
  readonly isThree: boolean;
  readonly isFour: boolean;
  readonly isTable: boolean;
  readonly differing: readonly Row[];
  readonly same: readonly Row[];
  /** What could not be taken into the comparison. */
  readonly notes: readonly string[];
  /** For choosing one more; null when four stand there. */
  readonly add: {
    readonly words: string;
    readonly chosen: readonly string[];
    readonly heading: string;
    readonly hits: readonly { readonly title: string; readonly place: string; readonly href: string; readonly add: string }[];
    readonly isEmpty: boolean;
  } | null;
}

interface Asked {
  readonly records: readonly RecordWithContext[];
  readonly missing: number;
  readonly surplus: number;
  readonly words: string;
  readonly hits: readonly SearchHit[];
}

interface Reader {
  readonly words: Words;
  readonly now: Date;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
}

const MOST = 4;
const NOTHING = { html: null, values: [], lines: [], parts: [], members: [] } as const;

/** Where these stand side by side. */
export function compareHref(keys: readonly string[]): string {
  const query = new URLSearchParams(keys.map((key): [string, string] => ['record', key]));
  return keys.length === 0 ? '/compare' : `/compare?${query}`;
}

/** Two to four records question by question: what differs first, and only what at least one of them answers. */
export function compareView({ records, missing, surplus, words: asked, hits }: Asked, reader: Reader): CompareView {
  const { words } = reader;
  const views = records.map((found) => ({ path: pathOf(found.record), view: recordView(found, reader) }));
  const paths = views.map(({ path }) => path);
  const answers = views.map(({ view }) => answersOf(view, words));
  const labels = [...new Set(answers.flatMap((each) => [...each.keys()]))];
  const rows = labels.map((label) => ({ label, cells: views.map(({ view }, n) => ({ title: view.title, answer: answers[n]?.get(label) ?? null })) }));
  const isTable = views.length > 1;
  return {
    columns: views.map(({ path, view }) => ({
      title: view.title,
      href: path,
      kind: view.kind,
      place: view.place,
      lang: view.contentLanguage,
      remove: compareHref(paths.filter((other) => other !== path)),
    })),
    isTwo: views.length === 2,
    isThree: views.length === 3,
    isFour: views.length === 4,
    isTable,
    differing: isTable ? rows.filter((row) => !isSame(row)) : [],
    same: isTable ? rows.filter(isSame) : [],
    notes: [
      ...(missing === 0 ? [] : [words.t('tools.compare.missing', { count: missing })]),
      ...(surplus === 0 ? [] : [words.t('tools.compare.surplus', { count: surplus })]),
    ],
    add: views.length >= MOST ? null : addView(asked, paths, hits, words),
  };
}

function addView(asked: string, paths: readonly string[], hits: readonly SearchHit[], words: Words): CompareView['add'] {
  const others = hits.filter(({ shown }) => !paths.some((path) => shown.url.endsWith(path)));
  return {
    words: asked,
    chosen: paths,
    heading: words.t(`tools.compare.${paths.length === 0 ? 'first' : paths.length === 1 ? 'second' : 'further'}`),
    hits: others.slice(0, 8).map(({ title, shown }) => ({
      title,
      place: shown.place?.name ?? shown.publisher.name,
      href: shown.url,
      add: compareHref([...paths, new URL(shown.url).pathname]),
    })),
    isEmpty: asked !== '' && others.length === 0,
  };
}

/** Every answer of a record under its question, what people decide by first. */
function answersOf(view: RecordView, words: Words): ReadonlyMap<string, AnswerView> {
  const lang = view.contentLanguage;
  const fresh = [view.freshness.text, view.isFromPublicSources ? words.t('search.publicSource') : null].filter((line) => line !== null);
  const all: (readonly [string, Partial<AnswerView>])[] = [
    ...view.facts.filter(({ isMissing }) => !isMissing).map(answerOfFact),
    [words.t('tools.compare.freshness'), { lines: fresh, lang: null }],
    ...(view.lead === null ? [] : [[words.t('tools.compare.summary'), { lines: linesOf(view.lead), lang }] as const]),
    ...view.sections.map((section) => answerOfSection(section, lang)),
    ...(view.steps.length === 0 ? [] : [[words.t('record.stepsHeading'), { lines: view.steps.map(({ text }) => text), lang }] as const]),
    ...view.cards
      .flatMap(({ fields }) => fields)
      .map(({ label, html, values, lines, parts, members }) => [label, { html, values, lines, parts, members, lang }] as const),
    ...(view.lessons.length === 0
      ? []
      : [[words.t('record.lessons'), { members: view.lessons.map(({ statement, href }) => ({ title: { text: statement, href }, parts: [] })) }] as const]),
  ];
  return new Map(all.map(([label, answer]) => [label, { ...NOTHING, lang: null, ...answer }]));
}

function answerOfFact({ label, values, note }: Fact): readonly [string, Partial<AnswerView>] {
  return [label, { values, lines: note === null ? [] : [note] }];
}

function answerOfSection({ heading, text, html, parts }: Section, lang: string | null): readonly [string, Partial<AnswerView>] {
  return [heading, { html, parts, lines: text === null ? [] : linesOf(text), lang }];
}

function linesOf(text: string): string[] {
  return text.split(/\n+/).filter((line) => line.trim() !== '');
}

function isSame({ cells: [first, ...others] }: Row): boolean {
  return others.every(({ answer }) => JSON.stringify(answer) === JSON.stringify(first?.answer ?? null));
}
