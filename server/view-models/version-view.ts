import { fieldsOf } from '../domain/content/content-types.ts';
import type { Content, Field } from '../domain/content/field.ts';
import { RECORD_FIELDS } from '../domain/content/record-fields.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import { fieldText } from './field-text.ts';
import { type Entry, historyPath, type Names, stateOf, whoIs } from './history-view.ts';
import { titleOf } from './record-view.ts';
import type { Words } from './words.ts';

interface Piece {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
}

interface PieceView {
  readonly text: string;
  readonly isAdded: boolean;
  readonly isRemoved: boolean;
}

export interface VersionView {
  readonly title: string;
  readonly lang: string | null;
  readonly back: string;
  readonly heading: string;
  readonly who: string;
  readonly when: string;
  readonly state: string;
  readonly isPresent: boolean;
  /** With which other version it is compared, and which it could be; empty for the only one there is. */
  readonly others: readonly { readonly revision: string; readonly label: string; readonly isChosen: boolean }[];
  readonly action: string;
  readonly compared: string | null;
  readonly changes: readonly { readonly label: string; readonly state: string | null; readonly pieces: readonly PieceView[] }[];
  readonly unchanged: string;
  /** Where a POST makes this version the working copy; null where nobody may, or where it stands there already. */
  readonly restore: string | null;
}

interface Past extends Entry {
  readonly record: KnowledgeRecord;
}

interface Shown {
  readonly record: KnowledgeRecord;
  readonly version: Past;
  /** Null for the very first. */
  readonly other: Past | null;
  readonly entries: readonly Entry[];
  readonly mayRestore: boolean;
}

interface Reader {
  readonly words: Words;
  readonly names: Names;
  readonly diffWords: (before: string, after: string) => readonly Piece[];
}

/** One version laid over another, field by field and word by word. */
export function versionView({ record, version, other, entries, mayRestore }: Shown, { words, names, diffWords }: Reader): VersionView {
  const path = historyPath(record);
  // What came later is what changed, whichever of the two was opened.
  const [earlier, later] = other !== null && other.revision > version.revision ? [version, other] : [other, version];
  const fields = fieldsIn(record);
  const changes = fields.flatMap(({ field, table, part }) => {
    const text = (past: Past | null) => (past === null ? '' : fieldText(field, (past.record[part] as Content)[field.name] ?? null, table, words));
    const [before, after] = [text(earlier), text(later)];
    if (before === after) return [];
    const state = before === '' ? 'added' : after === '' ? 'removed' : 'changed';
    // The first version is all new: to mark every word would say nothing.
    const pieces = (earlier === null ? [{ text: after, kind: 'same' as const }] : diffWords(before, after)).map(({ text: said, kind }) => ({
      text: said,
      isAdded: kind === 'added',
      isRemoved: kind === 'removed',
    }));
    return [{ label: words.field(table, field.name).label, state: earlier === null ? null : words.t(`history.${state}`), pieces }];
  });
  return {
    title: titleOf(version.record),
    lang: record.values.language === words.language ? null : record.values.language,
    back: path,
    heading: words.t('history.version', { number: version.revision }),
    who: whoIs(version.by, names, words),
    when: words.moment(version.at),
    state: stateOf(version, words),
    isPresent: version.isPresent,
    others: entries
      .filter(({ revision }) => revision !== version.revision)
      .map((entry) => ({
        revision: String(entry.revision),
        label: `${words.t('history.version', { number: entry.revision })}, ${words.moment(entry.at)}, ${whoIs(entry.by, names, words)}`,
        isChosen: entry.revision === other?.revision,
      })),
    action: `${path}/${version.revision}`,
    compared: earlier === null ? null : words.t('history.compared', { earlier: earlier.revision, later: later.revision }),
    changes,
    unchanged: words.t('history.unchanged', { count: fields.length - changes.length }),
    restore: mayRestore && !version.isPresent ? `${path}/${version.revision}/restore` : null,
  };
}

function fieldsIn({
  type,
}: KnowledgeRecord): { readonly field: Field; readonly table: KnowledgeRecord['type'] | 'record'; readonly part: 'content' | 'values' }[] {
  return [
    ...fieldsOf(type).map((field) => ({ field, table: type, part: 'content' as const })),
    ...(RECORD_FIELDS as readonly Field[]).map((field) => ({ field, table: 'record' as const, part: 'values' as const })),
  ];
}
