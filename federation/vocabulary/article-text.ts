import { CONTENT_TYPES, fieldsOf } from '../../server/domain/content/content-types.ts';
import { type Content, type Field, type Group, isEmpty, type Scalar, type ScalarField, type Value } from '../../server/domain/content/field.ts';
import { RECORD_FIELDS } from '../../server/domain/content/record-fields.ts';
import type { KnowledgeRecord } from '../../server/domain/record.ts';
import type { SafeHtml } from '../../server/domain/safe-html.ts';
import { parseAddress } from '../../server/domain/web-address.ts';
import { escaped, escapedMarkdown } from './escaped.ts';
import { remoteHtml } from './remote-html.ts';
import type { RenderMarkdown, Wording } from './wording.ts';

type Table = Parameters<Wording['field']>[0];

interface Section {
  readonly heading: string;
  readonly markdown: string;
}

/** A record as other software shows it: every filled field as readable text, in HTML and in Markdown. Title and summary stand elsewhere. */
export function articleText(record: KnowledgeRecord, words: Wording, renderMarkdown: RenderMarkdown): { readonly html: SafeHtml; readonly markdown: string } {
  const sections = sectionsOf(record, words);
  return {
    html: remoteHtml(sections.map(({ heading, markdown }) => `<h2>${escaped(heading)}</h2>${renderMarkdown(markdown)}`).join('')),
    markdown: sections.map(({ heading, markdown }) => `## ${escapedMarkdown(heading)}\n\n${markdown}`).join('\n\n'),
  };
}

/** Long texts have a heading each; what is short stands as a list below the heading of its card. */
function sectionsOf(record: KnowledgeRecord, words: Wording): Section[] {
  const { title, summary } = CONTENT_TYPES[record.type];
  const fields = fieldsOf(record.type).filter(({ name }) => name !== title && name !== summary);
  const cards = cardsOf(fieldsOf(record.type));
  return [...new Set(cards.values())].flatMap((card, n, all) => {
    const inCard = fields.filter((field) => cards.get(field) === card);
    const long = inCard.flatMap((field) => longSection(field, record, words));
    const short = inCard.filter((field) => !isLong(field)).flatMap((field) => line(field, (record.content as Content)[field.name] ?? null, record.type, words));
    const lines = n === all.length - 1 ? [...short, ...aroundIt(record, words)] : short;
    return lines.length === 0 ? long : [...long, { heading: words.card(record.type, card), markdown: lines.join('\n') }];
  });
}

/** A field without a card takes the card before it. */
function cardsOf(fields: readonly Field[]): ReadonlyMap<Field, string> {
  const cards = new Map<Field, string>();
  let card = '';
  for (const field of fields) {
    card = field.card ?? card;
    cards.set(field, card);
  }
  return cards;
}

function isLong({ kind }: Field): boolean {
  return kind === 'markdown' || kind === 'prose';
}

function longSection(field: Field, { content, type }: KnowledgeRecord, words: Wording): Section[] {
  const value = (content as Content)[field.name];
  if (!isLong(field) || typeof value !== 'string' || value === '') return [];
  return [{ heading: words.field(type, field.name).label, markdown: field.kind === 'markdown' ? value : escapedMarkdown(value) }];
}

/** What every record carries that is more than a word: where it comes from, which place it is about. */
function aroundIt({ values }: KnowledgeRecord, words: Wording): string[] {
  const fields: readonly Field[] = RECORD_FIELDS;
  return fields
    .filter(({ kind }) => kind === 'group' || kind === 'list')
    .flatMap((field) => line(field, (values as Content)[field.name] ?? null, 'record', words));
}

function line(field: Field, value: Value, table: Table, words: Wording): string[] {
  // Degrees say nothing to a reader; they stand in `location`.
  if (isEmpty(value) || (field.kind === 'group' && field.fields.every((inner) => inner.kind === 'number' && inner.unit === 'degrees'))) return [];
  const label = `- **${escapedMarkdown(words.field(table, field.name).label)}:**`;
  switch (field.kind) {
    case 'choices':
      return [`${label} ${(value as readonly string[]).map((code) => escapedMarkdown(words.label(field.vocabulary, code))).join(', ')}`];
    case 'texts':
      return [`${label} ${(value as readonly string[]).map(oneLine).join(' · ')}`];
    case 'group': {
      const said = parts(field.fields, value as Group, table, field.name, words);
      // Long texts side by side would be one grey line.
      return field.fields.some(isLong) && said.length > 1 ? [label, ...said.map((part) => `  - ${part}`)] : [`${label} ${said.join(' · ')}`];
    }
    case 'list':
      return [label, ...(value as readonly Group[]).map((member) => `  - ${parts(field.fields, member, table, field.name, words).join(' · ')}`)];
    case 'flag':
      return value === true ? [`${label} ${scalar(field, value, words)}`] : [];
    default:
      return [`${label} ${scalar(field, value as Scalar, words)}`];
  }
}

/** A member's parts, each with its label; its name and what stands alone need none, and an address of its own makes the name a link. */
function parts(fields: readonly ScalarField[], group: Group, table: Table, path: string, words: Wording): string[] {
  const naming = fields.find(({ kind, required }) => kind === 'text' && required === true) ?? fields.find(({ kind }) => kind === 'text');
  const isFilled = (field: ScalarField | undefined): field is ScalarField => field !== undefined && (group[field.name] ?? '') !== '';
  const address = fields.find(({ kind }) => kind === 'url');
  const isLinked = isFilled(naming) && isFilled(address);
  const filled = fields.filter((field) => isFilled(field) && !(isLinked && field === address));
  return filled.map((field) => {
    const text = scalar(field, group[field.name] ?? null, words);
    if (isLinked && field === naming) return `[${text}](<${addressIn(group[address.name] ?? null)}>)`;
    return field === naming || filled.length === 1 ? text : `${escapedMarkdown(words.field(table, `${path}.${field.name}`).label)}: ${text}`;
  });
}

function scalar(field: ScalarField, value: Scalar, words: Wording): string {
  switch (field.kind) {
    case 'number':
      return escapedMarkdown(numberText(field.unit, Number(value), words));
    case 'flag':
      return words.label('yesNo', value === true ? 'yes' : 'no');
    case 'when':
      return escapedMarkdown(words.when(String(value)));
    case 'choice':
    case 'term':
      return escapedMarkdown(words.label(field.vocabulary, String(value)));
    case 'url':
    case 'iri':
      return `<${addressIn(value)}>`;
    default:
      return oneLine(String(value));
  }
}

/** Without the signs that would end a link. */
function addressIn(value: Scalar): string {
  return parseAddress(String(value))?.href ?? '';
}

function oneLine(text: string): string {
  return escapedMarkdown(text.replace(/\s*\n\s*/g, ' '));
}

function numberText(unit: string | undefined, value: number, words: Wording): string {
  if (unit === undefined || unit === 'degrees') return words.number(value);
  return unit === 'eur' ? words.euros(value) : words.t(`common.units.${unit}`, { count: value });
}
