import { failedBy, type ImportedRow, keyOf } from '../domain/import-plan.ts';
import type { ImportRow } from '../domain/import-row.ts';

type Take = (row: ImportRow, ids: ReadonlyMap<string, string | null>) => Promise<ImportedRow>;

/**
 * Takes the rows, many at once, each after those of the same file it refers to, so that it can be told their ids. Rows that refer to
 * each other in a circle go last, as they are. A row twice in the file, or one that refers to a failed one, fails.
 */
export async function inTheirOrder(
  rows: readonly ImportRow[],
  atOnce: number,
  onProgress: (done: number, total: number) => void,
  referencesOf: (row: ImportRow) => readonly string[],
  take: Take,
): Promise<readonly ImportedRow[]> {
  const firstOf = new Map<string, number>();
  rows.forEach((row, at) => {
    const isNamed = row.key !== null || row.title !== '';
    if (isNamed && !firstOf.has(keyOf(row))) firstOf.set(keyOf(row), at);
  });
  const results: ImportedRow[] = [];
  const ids = new Map<string, string | null>();
  let done = 0;

  const settle = async (at: number): Promise<void> => {
    const row = rows[at];
    if (row === undefined) return;
    const key = keyOf(row);
    const first = firstOf.get(key) ?? at;
    const torn = referencesOf(row).find((reference) => ids.get(reference) === null);
    const target = torn === undefined ? undefined : rows[firstOf.get(torn) ?? -1];
    if (row.fault !== null) results[at] = failedBy(row, row.fault);
    else if (first !== at) results[at] = failedBy(row, { code: 'twice', values: { row: rows[first]?.number ?? 0 } });
    else if (target !== undefined) results[at] = failedBy(row, { code: 'reference', values: { row: target.number } });
    else results[at] = await take(row, ids);
    if (first === at) ids.set(key, results[at]?.id ?? null);
    done += 1;
    onProgress(done, rows.length);
  };

  let waiting = rows.map((_, at) => at);
  while (waiting.length > 0) {
    const mustWait = (at: number): boolean => referencesOf(rows[at] as ImportRow).some((reference) => firstOf.has(reference) && !ids.has(reference));
    const ready = waiting.filter((at) => !mustWait(at));
    const turn = ready.length > 0 ? ready : waiting;
    await eachAtOnce(turn, atOnce, settle);
    const gone = new Set(turn);
    waiting = waiting.filter((at) => !gone.has(at));
  }
  return results;
}

async function eachAtOnce(positions: readonly number[], atOnce: number, work: (at: number) => Promise<void>): Promise<void> {
  const queue = positions.values();
  const worker = async (): Promise<void> => {
    for (const at of queue) await work(at);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, positions.length) }, worker));
}
