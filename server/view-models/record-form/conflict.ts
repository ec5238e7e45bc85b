import type { Content, Field } from '../../domain/content/field.ts';
import { fingerprintOf } from '../../domain/fingerprint.ts';
import type { Written } from '../../domain/new-record.ts';
import type { SafeHtml } from '../../domain/safe-html.ts';
import { fieldView } from '../field-view.ts';
import type { Words } from '../words.ts';
import type { FormCard } from './cards.ts';
import type { TheirsView } from './control.ts';
import { type Typed, typedFrom } from './typed.ts';

interface Meeting {
  readonly card: FormCard;
  readonly typed: Typed;
  /** What was read out of the typed text, and what somebody else saved. */
  readonly mine: Written;
  readonly theirs: Written;
  /** The fingerprints of the single fields as the form was made. */
  readonly base: ReadonlyMap<string, string>;
  /** Who saved it and when, in a sentence. */
  readonly said: string;
  readonly words: Words;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
}

export interface Met {
  /** For the form: one's own text where one wrote, theirs where one left the field alone. */
  readonly typed: Typed;
  readonly theirs: ReadonlyMap<string, TheirsView>;
}

/** Two texts of one card side by side, and nothing of either lost. */
export function meet({ card, typed, mine, theirs, base, said, words, renderMarkdown }: Meeting): Met {
  const print = (written: Written, { name }: Field): string => fingerprintOf(written, [name]);
  const differing = card.fields.filter((field) => print(mine, field) !== print(theirs, field));
  const untouched = new Set(differing.filter((field) => print(mine, field) === base.get(field.name)).map(({ name }) => name));
  const all = { ...theirs.values, ...theirs.content } as Content;
  const shaping = { table: card.table, words, renderMarkdown, pictures: null };
  const theirText = typedFrom(
    card.fields.filter(({ name }) => untouched.has(name)),
    all,
    words,
  );
  const own = [...typed].filter(([name]) => !untouched.has(name.split('.', 1)[0] ?? ''));
  const shown = differing.filter(({ name }) => !untouched.has(name));
  return {
    typed: new Map([...own, ...theirText]),
    theirs: new Map(shown.map((field) => [field.name, { said, field: fieldView(field, all[field.name] ?? null, shaping) }])),
  };
}

/** The fingerprints of a card's single fields, as one line for a hidden field of the form; and back. */
export function baseOf(card: FormCard, written: Pick<Written, 'values' | 'content'>): string {
  return card.fields.map(({ name }) => `${name}=${fingerprintOf(written, [name])}`).join(' ');
}

export function baseIn(line: string): ReadonlyMap<string, string> {
  return new Map(line.split(' ', 200).map((pair): [string, string] => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)]));
}
