import type { KnowledgeRecord } from '../domain/record.ts';
import { pathOf, titleOf } from './record-view.ts';
import type { Words } from './words.ts';

/** A line of the history, as the action tells it. */
export interface Entry {
  readonly revision: number;
  readonly at: string;
  readonly by: string;
  readonly isWorking: boolean;
  readonly visibility: KnowledgeRecord['visibility'];
  readonly isPresent: boolean;
}

export interface HistoryView {
  readonly title: string;
  readonly lang: string | null;
  readonly back: string;
  readonly entries: readonly {
    readonly number: string;
    readonly href: string;
    readonly when: string;
    readonly who: string;
    /** Saved beside the published version, or a draft, or out. */
    readonly state: string;
    readonly isOut: boolean;
    readonly isPresent: boolean;
  }[];
  readonly older: string | null;
  /** What was just put back, and where to go on with it; null otherwise. */
  readonly restored: { readonly text: string; readonly href: string } | null;
}

export type Names = ReadonlyMap<string, string>;

export function historyPath(record: Pick<KnowledgeRecord, 'type' | 'slug'>): string {
  return `${pathOf(record)}/history`;
}

interface Found {
  readonly record: KnowledgeRecord;
  readonly entries: readonly Entry[];
  readonly next: number | null;
  readonly restored: number | null;
}

/** Who wrote when, newest first. */
export function historyView({ record, entries, next, restored }: Found, names: Names, words: Words): HistoryView {
  const path = historyPath(record);
  return {
    title: titleOf(record),
    lang: record.values.language === words.language ? null : record.values.language,
    back: pathOf(record),
    entries: entries.map((entry) => ({
      number: words.t('history.version', { number: entry.revision }),
      href: `${path}/${entry.revision}`,
      when: words.moment(entry.at),
      who: whoIs(entry.by, names, words),
      state: stateOf(entry, words),
      isOut: !entry.isWorking && entry.visibility !== 'draft',
      isPresent: entry.isPresent,
    })),
    restored: restored === null ? null : { text: words.t('history.restored', { number: restored }), href: `${pathOf(record)}/edit` },
    older: next === null ? null : `${path}?before=${next}`,
  };
}

export function whoIs(id: string, names: Names, words: Words): string {
  return names.get(id) ?? words.t(id === 'operator' ? 'history.operator' : 'history.formerColleague');
}

export function stateOf({ isWorking, visibility }: Pick<Entry, 'isWorking' | 'visibility'>, words: Words): string {
  return isWorking ? words.t('history.working') : words.t(`history.visibility.${visibility}`);
}
