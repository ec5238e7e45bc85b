import { type FieldProblem, problem } from './content/field-problem.ts';
import { missingForPublication } from './new-record.ts';
import type { KnowledgeRecord, Visibility } from './record.ts';
import { edited, lastWritten } from './working-copy.ts';

// Every old address is kept for ever; a record that moves more often is not looking for a name.
const MOST_ADDRESSES = 50;

/** What keeps the text that the forms show from going out. */
export function missingOf(record: KnowledgeRecord): FieldProblem[] {
  return missingForPublication(record.type, edited(record));
}

/** The record with what was written in the open. Who publishes it first says that it is true, unless it comes from public sources. */
export function published(record: KnowledgeRecord, visibility: Exclude<Visibility, 'draft'>, slug: string | null, now: string): KnowledgeRecord {
  const { values, content } = edited(record);
  const isFirst = record.published === null;
  return {
    ...record,
    values,
    content,
    visibility,
    ...moved(record, slug),
    published: record.published ?? now,
    lastConfirmedAt: isFirst && values.origin === 'own' ? now : record.lastConfirmedAt,
    updated: now,
    revision: record.revision + 1,
    saves: record.saves + 1,
    savedBy: lastWritten(record).by,
    working: null,
    review: null,
  } as KnowledgeRecord;
}

/** Its address from now on, and those that lead there. */
export function moved({ slug: before, formerSlugs }: KnowledgeRecord, slug: string | null): Pick<KnowledgeRecord, 'slug' | 'formerSlugs'> {
  if (slug === null || slug === before) return { slug: before, formerSlugs };
  return { slug, formerSlugs: [...formerSlugs.filter((old) => old !== slug), before] };
}

/** Why it cannot move there. */
export function moveProblem({ slug: before, formerSlugs }: KnowledgeRecord, slug: string | null): FieldProblem | null {
  const mayMove = slug === null || slug === before || formerSlugs.length < MOST_ADDRESSES;
  return mayMove ? null : problem('slug', 'too-many', { limit: MOST_ADDRESSES });
}
