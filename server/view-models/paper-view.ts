import type { Content, Field } from '../domain/content/field.ts';
import { PROJECT_FIELDS } from '../domain/content/pilot-project.ts';
import type { RecordWithContext } from '../domain/described-record.ts';
import { plainText } from '../domain/plain-text.ts';
import type { Project } from '../domain/record.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import type { Fact } from './brief.ts';
import { type FieldView, fieldView, type LinkView, type Shaping } from './field-view.ts';
import { pathOf, type RecordView, recordView } from './record-view.ts';
import type { Words } from './words.ts';

/** What stands on every sheet: whose words these are, how old, and where to read on. */
interface Imprint {
  readonly title: string;
  readonly lang: string | null;
  readonly back: string;
  readonly where: string | null;
  readonly stand: readonly { readonly label: string; readonly text: string; readonly href: string | null }[];
  readonly warnings: readonly string[];
}

export interface SteckbriefView extends Imprint {
  readonly lead: string | null;
  readonly facts: readonly Fact[];
  readonly texts: readonly { readonly heading: string; readonly text: string }[];
  readonly lists: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

export interface CouncilPaperView extends Imprint {
  readonly lead: string | null;
  readonly sections: readonly { readonly id: string; readonly heading: string; readonly fields: readonly FieldView[]; readonly lessons: readonly string[] }[];
  /** The headings the record says nothing under, told together. */
  readonly missing: readonly string[];
  /** An address that is its own text is not printed a second time. */
  readonly sources: readonly (LinkView & { readonly isAddress: boolean })[];
}

interface Reader {
  readonly words: Words;
  readonly now: Date;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
  /** The whole address, since paper has no links. */
  readonly addressOf: (path: string) => string;
}

type FoundProject = RecordWithContext & { readonly record: Project };

// What a page of A4 holds beside the facts, found by printing. Long texts share the room that all of them have together.
const ROOM = 1_900;
const LONGEST = { problem: 700, solution: 900, line: 180, indicator: 70, note: 80 } as const;
const MOST = { outcomes: 3, lessons: 3, steps: 3 } as const;

/** One page for a head of administration: what was done, what it costs and brings, what went wrong, whom to call. */
export function steckbriefView(found: FoundProject, reader: Reader): SteckbriefView {
  const { words } = reader;
  const { content } = found.record;
  const view = recordView(found, reader);
  const label = (name: string) => words.field('project', name).label;
  const benefits = Object.entries(content.benefit).flatMap(([group, said]) => (said === null ? [] : [`${label(`benefit.${group}`)}: ${said}`]));
  const outcomes = content.outcomes.map(({ indicator, before, after, unit }) => {
    const change = [before, after].filter((value) => value !== null).join(' → ');
    return `${shortened(indicator ?? '', LONGEST.indicator)}: ${[change, unit].filter((part) => part !== null && part !== '').join(' ')}`;
  });
  const learned = view.lessons.map(({ kind, statement }) => (kind === null ? statement : `${kind}: ${statement}`));
  const solution = plainText((content.solution ?? '').replace(/^\s*(?:[-*+]|\d{1,3}[.)])\s+/gm, ' · '));
  const texts = [
    { heading: label('problem'), text: shortened(content.problem ?? '', LONGEST.problem) },
    { heading: label('solution'), text: shortened(solution, LONGEST.solution) },
  ].filter(({ text }) => text !== '');
  const lists = [
    { heading: label('benefit'), lines: benefits },
    { heading: label('outcomes'), lines: outcomes.slice(0, MOST.outcomes) },
    { heading: words.t('record.lessons'), lines: learned.slice(0, MOST.lessons) },
    { heading: label('firstSteps'), lines: content.firstSteps.slice(0, MOST.steps) },
  ].map(({ heading, lines }) => ({ heading, lines: lines.map((line) => shortened(line, LONGEST.line)) }));
  const length = [...texts.map(({ text }) => text), ...lists.flatMap(({ lines }) => lines)].reduce((sum, text) => sum + text.length, 0);
  const fitting = (text: string): string => (length <= ROOM ? text : shortened(text, Math.max(60, Math.floor((text.length * ROOM) / length))));
  return {
    ...imprintOf(found, view, reader),
    lead: view.lead,
    // The place stands above already.
    facts: view.facts
      .filter(({ label: asked }) => asked !== words.t('record.place'))
      .map((fact) => ({ ...fact, note: fact.note === null ? null : shortened(fact.note, LONGEST.note) })),
    texts: texts.map(({ heading, text }) => ({ heading, text: fitting(text) })),
    // A measured value is worth nothing without its end.
    lists: lists
      .filter(({ lines }) => lines.length > 0)
      .map(({ heading, lines }) => ({ heading, lines: heading === label('outcomes') ? lines : lines.map(fitting) })),
  };
}

/** What a council's paper asks, in its order, and the fields that answer it. Questions nobody answered are named together at the end. */
const PARTS: readonly (readonly [string, readonly string[]])[] = [
  ['matter', ['problem', 'trigger', 'politicalBacking', 'goals']],
  ['solution', ['solution', 'phase', 'timeToRun', 'benefit', 'outcomes']],
  ['cost', ['effort', 'operationFte', 'operatingModel']],
  ['funding', ['funding', 'procurement']],
  ['law', ['legalBasis', 'ozgField', 'participation']],
  ['risks', ['prerequisites', 'transferability', 'changeManagement']],
];
const COSTS: ReadonlySet<string> = new Set(['costOneOff', 'costPerYear']);

/** The annex to a council's paper. */
export function councilPaperView(found: FoundProject, reader: Reader): CouncilPaperView {
  const { words } = reader;
  const { record } = found;
  const view = recordView(found, reader);
  const shaping: Shaping = { table: 'project', words, renderMarkdown: reader.renderMarkdown, pictures: null };
  const fields: readonly Field[] = PROJECT_FIELDS;
  const fieldsOf = (names: readonly string[]): FieldView[] =>
    fields.filter(({ name }) => names.includes(name)).flatMap((field) => fieldView(field, (record.content as Content)[field.name] ?? null, shaping) ?? []);
  const costs = view.facts.filter(({ label, isMissing }) => !isMissing && [...COSTS].some((name) => words.field('project', name).label === label)).map(asField);
  const lessons = view.lessons.map(({ kind, statement }) => (kind === null ? statement : `${kind}: ${statement}`));
  const documents = record.content.documents.flatMap(({ title, alt, url }) => (url === null ? [] : [{ text: title ?? alt ?? url, href: url }]));
  const sources = [...view.sources.map(({ href }) => ({ text: href ?? '', href })), ...documents].map((link) => ({
    ...link,
    isAddress: link.text === link.href,
  }));
  const sections = PARTS.map(([part, names]) => ({
    id: `teil-${part}`,
    heading: words.t(`tools.paper.part.${part}`),
    fields: part === 'cost' ? [...costs, ...fieldsOf(names)] : fieldsOf(names),
    lessons: part === 'risks' ? lessons : [],
  }));
  const isEmpty = (section: (typeof sections)[number]): boolean => section.fields.length === 0 && section.lessons.length === 0;
  const missing = sections.filter(isEmpty).map(({ heading }) => heading);
  return {
    ...imprintOf(found, view, reader),
    lead: view.lead,
    sections: sections.filter((section) => !isEmpty(section)),
    missing: sources.length > 0 ? missing : [...missing, words.t('tools.paper.part.sources')],
    sources,
  };
}

function asField({ label, values, note }: Fact): FieldView {
  return { name: label, label, html: null, values, lines: note === null ? [] : [note], parts: [], members: [], pictures: [] };
}

function imprintOf({ record, place }: FoundProject, view: RecordView, { words, now, addressOf }: Reader): Imprint {
  const size = place.sizeType === null ? null : words.label('sizeType', place.sizeType).replace(/\s*\(.*\)$/, '');
  const people = place.population === null ? null : words.t('common.units.people', { count: place.population });
  const state = place.state === null ? null : words.label('state', place.state);
  const where = [view.place, state === view.place ? null : state, size, people].filter((part) => part !== null).join(' · ');
  const address = addressOf(pathOf(record));
  const warnings = [
    view.isDraft ? words.t('record.draft') : null,
    view.isForFollowers ? words.t('record.followersOnly') : null,
    view.isFromPublicSources ? words.t('record.publicSource.text') : null,
    view.isStale ? view.freshness.explanation : null,
  ];
  const stand = (label: string, text: string, href: string | null = null) => ({ label: words.t(`tools.paper.${label}`), text, href });
  return {
    title: view.title,
    lang: view.contentLanguage,
    back: pathOf(record),
    where: where === '' ? null : where,
    stand: [
      stand('confirmed', view.freshness.text),
      stand('updated', view.updated),
      stand('by', view.publisher.text),
      stand('license', view.license),
      stand('address', address, address),
      stand('printed', words.day(now.toISOString())),
    ],
    warnings: warnings.filter((warning) => warning !== null),
  };
}

/** Cut at a word, never within a sign of two halves. */
export function shortened(text: string, most: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= most) return plain;
  const cut = plain.slice(0, most).toWellFormed();
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut.replace(/\ufffd$/, '')).replace(/[\s,;:–-]+$/, '')} …`;
}
