import type { KnowledgeRecord } from '../../domain/record.ts';
import { pathOf, titleOf } from '../record-view.ts';
import type { Words } from '../words.ts';

export interface RemovalView {
  readonly heading: string;
  readonly record: string;
  readonly consequences: readonly string[];
  readonly action: string;
  readonly button: string;
  readonly workshop: string;
}

export type Removal = 'withdraw' | 'delete';

/** How much goes with it. */
interface Going {
  readonly lessons: number;
  readonly files: number;
}

/** Tells what follows before it is done. */
export function removalView(removal: Removal, record: KnowledgeRecord, { lessons, files }: Going, words: Words): RemovalView {
  const isOut = record.visibility !== 'draft';
  const about = lessons === 0 ? [] : [words.t('writing.removal.lessons', { count: lessons })];
  const lost = record.working === null || removal === 'withdraw' ? [] : [words.t('writing.removal.working')];
  const added = files === 0 || removal === 'withdraw' ? [] : [words.t('writing.removal.files', { count: files })];
  const said =
    removal === 'withdraw'
      ? ['withdrawGone', 'withdrawDraft', 'withdrawAgain']
      : isOut
        ? ['deleteGone', 'deleteForEver', 'deleteRather']
        : ['deleteDraft', 'deleteForEver'];
  return {
    heading: words.t(`writing.removal.${removal}.heading`),
    record: titleOf(record) || words.t('writing.untitled'),
    consequences: [...said.map((key) => words.t(`writing.removal.${key}`)), ...lost, ...added, ...about],
    action: `${pathOf(record)}/${removal}`,
    button: words.t(`writing.removal.${removal}.go`),
    workshop: `${pathOf(record)}/edit`,
  };
}
