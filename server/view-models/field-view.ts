import { type Content, type Field, type Group, isEmpty, type Scalar, type ScalarField, type Value } from '../domain/content/field.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import { FACETS } from '../domain/search/facets.ts';
import { captionOf, type FigureView, type Pictures } from './picture-view.ts';
import { facetHref } from './search-params.ts';
import type { Table, Words } from './words.ts';

export interface LinkView {
  readonly text: string;
  /** Null where it is only text. */
  readonly href: string | null;
}

export interface PartView extends LinkView {
  readonly label: string;
}

/** A filled field as a page shows it; what its kind does not need is null or empty. */
export interface FieldView {
  readonly name: string;
  readonly label: string;
  readonly html: SafeHtml | null;
  /** One value, or several as a line of words. */
  readonly values: readonly LinkView[];
  /** Lines people wrote, one below the other. */
  readonly lines: readonly string[];
  /** A group's members. */
  readonly parts: readonly PartView[];
  /** A list's members, each with what names it and the rest. */
  readonly members: readonly { readonly title: LinkView | null; readonly parts: readonly PartView[] }[];
  /** Pictures of our own in a group or list; they are no members then. */
  readonly pictures: readonly FigureView[];
}

export interface Shaping {
  readonly table: Table;
  readonly words: Words;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
  /** Pictures that may be shown, by address; null where only links are. */
  readonly pictures: Pictures | null;
}

/** Null for an empty field. Everything follows from the field's line in its table. */
export function fieldView(field: Field, value: Value, shaping: Shaping): FieldView | null {
  if (isEmpty(value)) return null;
  const { table, words, renderMarkdown } = shaping;
  const view = { name: field.name, label: words.field(table, field.name).label, html: null, values: [], lines: [], parts: [], members: [], pictures: [] };
  switch (field.kind) {
    case 'markdown':
      return { ...view, html: renderMarkdown(String(value)) };
    case 'choices':
      return { ...view, values: (value as readonly string[]).map((code) => codeView(field.facet, words.label(field.vocabulary, code), code)) };
    case 'texts':
      return field.facet === undefined
        ? { ...view, lines: value as readonly string[] }
        : { ...view, values: (value as readonly string[]).map((text) => codeView(field.facet, text, text)) };
    case 'group':
      return { ...view, parts: partsOf(field.fields, value as Group, field.name, shaping), pictures: picturesIn(field.fields, value as Group, shaping) };
    case 'list': {
      const all = (value as readonly Group[]).map((member) => ({ member, pictures: picturesIn(field.fields, member, shaping) }));
      const plain = all.filter(({ pictures }) => pictures.length === 0);
      return {
        ...view,
        members: plain.map(({ member }) => memberOf(field.fields, member, field.name, shaping)),
        pictures: all.flatMap(({ pictures }) => pictures),
      };
    }
    default:
      return { ...view, values: [scalarView(field, value as Scalar, words)] };
  }
}

function codeView(facet: string | undefined, text: string, code: string): LinkView {
  // An organisation's table has facets of its own, by which nobody searches for records.
  return { text, href: facet === undefined || !FACETS.has(facet) ? null : facetHref(facet, code) };
}

export function partsOf(fields: readonly ScalarField[], group: Group, path: string, { table, words }: Shaping): PartView[] {
  return fields.flatMap((field) => {
    const value = group[field.name] ?? null;
    if (value === null || value === '') return [];
    return [{ label: words.field(table, `${path}.${field.name}`).label, ...scalarView(field, value, words) }];
  });
}

/** The first text of a member names it; an address of its own makes the name a link. */
function memberOf(fields: readonly ScalarField[], member: Group, path: string, shaping: Shaping): FieldView['members'][number] {
  const isText = ({ kind, name }: ScalarField) => kind === 'text' && member[name] !== null;
  const naming = fields.find((field) => isText(field) && field.required === true) ?? fields.find(isText);
  const address = fields.find(({ kind, name }) => kind === 'url' && typeof member[name] === 'string');
  const href = address === undefined ? null : String(member[address.name]);
  const rest = fields.filter((field) => field !== naming && (naming === undefined || field !== address));
  const title = naming === undefined ? null : { text: String(member[naming.name]), href };
  return { title, parts: partsOf(rest, member, path, shaping) };
}

/** The pictures whose addresses stand in these fields, with what is said of them there. */
function picturesIn(fields: readonly ScalarField[], group: Group, { pictures, words }: Shaping): FigureView[] {
  const said = (name: string): string | null => (typeof group[name] === 'string' ? String(group[name]) : null);
  return fields.flatMap((field) => {
    const picture = field.kind === 'url' && field.file !== undefined ? pictures?.get(said(field.name) ?? '') : undefined;
    if (picture === undefined) return [];
    const credit = said('credit');
    const caption = credit === null ? picture.caption : captionOf(credit, said('licence'), words);
    return [{ ...picture, alt: said('alt') ?? picture.alt, title: said('title'), caption }];
  });
}

/** One value in the reader's words, with a link where it leads somewhere. */
export function scalarView(field: ScalarField, value: Scalar, words: Words): LinkView {
  switch (field.kind) {
    case 'number':
      return { text: numberText(field.unit, Number(value), words), href: null };
    case 'flag':
      return { text: words.label('yesNo', value === true ? 'yes' : 'no'), href: null };
    case 'when':
      return { text: words.when(String(value)), href: null };
    case 'url':
    case 'iri':
      return { text: shortAddress(String(value)), href: String(value) };
    case 'email':
      return { text: String(value), href: `mailto:${String(value)}` };
    case 'choice':
    case 'term':
      return codeView(field.facet, words.label(field.vocabulary, String(value)), String(value));
    default:
      return { text: String(value), href: null };
  }
}

function numberText(unit: string | undefined, value: number, words: Words): string {
  switch (unit) {
    case undefined:
    case 'degrees':
      return words.number(value);
    case 'eur':
      return words.euros(value);
    default:
      return words.t(`common.units.${unit}`, { count: value });
  }
}

/** An address as people read it: without the protocol, and not longer than a line. */
export function shortAddress(address: string): string {
  const plain = address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return plain.length > 60 ? `${plain.slice(0, 57)}…` : plain;
}

// A short record is read in one go; a long one is chosen from.
const FOLDED_FROM = 6;

export interface CardView {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly FieldView[];
  /** The names of the fields: what stands behind a folded card. */
  readonly hint: string;
  readonly isOpen: boolean;
  /** The form in which staff change it; null for everybody else. */
  readonly editHref: string | null;
}

/** The filled fields by their cards, in the order of the table; `shown` are those the page shows elsewhere. */
export function cardViews(fields: readonly Field[], content: Content, shown: ReadonlySet<string>, shaping: Shaping): CardView[] {
  const cards = new Map<string, FieldView[]>();
  let card = 'brief';
  for (const field of fields) {
    card = field.card ?? card;
    const view = shown.has(field.name) ? null : fieldView(field, content[field.name] ?? null, shaping);
    if (view !== null) cards.set(card, [...(cards.get(card) ?? []), view]);
  }
  const { words, table } = shaping;
  const total = [...cards.values()].reduce((sum, filled) => sum + filled.length, 0);
  return [...cards].map(([name, filled]) => ({
    id: `karte-${name}`,
    title: words.card(table, name),
    fields: filled,
    hint: filled.map(({ label }) => label).join(', '),
    isOpen: total <= FOLDED_FROM,
    editHref: null,
  }));
}
