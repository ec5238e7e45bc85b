import { importRecords } from '../actions/import-records.ts';
import { IMPORT_OUTCOMES, type ImportedRow } from '../domain/import-plan.ts';
import { readRecords } from '../formats/read-records.ts';
import type { Words } from '../view-models/words.ts';
import { columnWords } from './column-words.ts';
import type { Command } from './command.ts';
import { operatorOf } from './people.ts';
import { faulty, readNamedFile } from './read-file.ts';
import { rowProblem } from './row-problem.ts';

/** Takes over the records of a file; a report per row on standard output. */
export const importCommand: Command = {
  name: 'import',
  args: ['file'],
  needs: 'instance',
  flags: ['dry-run'],
  async run({ house, args, flags, words, say, progress }) {
    const file = args['file'] ?? '';
    const read = readRecords(await readNamedFile(file, words), file, columnWords(house.words));
    if ('fault' in read) throw faulty(read.fault, file, words);
    const { createRecord, changeRecord } = house.actions;
    const take = importRecords({ ...house, records: house.stores.records, createRecord, changeRecord });
    const dryRun = flags.has('dry-run');
    const bar = progress(words.t('import.progress'));
    const rows = await take(await operatorOf(house), read.rows, { dryRun, onProgress: bar.show }).finally(bar.end);

    if (dryRun) say(words.t('import.dry-run'));
    for (const row of rows) for (const line of reportOf(row, words, read.isTable)) say(line);
    say(summaryOf(rows, words));
    return rows.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  },
};

/** The row, what became of it, and for each thing that is wrong a line that says what to do. */
function reportOf({ number, title, type, outcome, reason, problems, fault }: ImportedRow, words: Words, isTable: boolean): string[] {
  const result = reason === null ? words.t(`import.outcome.${outcome}`) : `${words.t(`import.reason.${reason}`)}, ${words.t('import.outcome.skipped')}`;
  const name = title === '' ? words.t('import.untitled') : printable(title);
  const wrong = [
    ...(fault === null ? [] : [words.t(`import.fault.${fault.code}`, fault.values)]),
    ...problems.map((problem) => (isTable ? rowProblem(problem, type, words) : words.problem(problem, type))),
  ];
  return [
    words.t(isTable ? 'import.row' : 'import.entry', { number: String(number), type: words.label('type', type), title: name, result }),
    ...wrong.map((line) => `    ${line}`),
  ];
}

function summaryOf(rows: readonly ImportedRow[], words: Words): string {
  const counted = IMPORT_OUTCOMES.map((outcome) => ({ outcome, count: rows.filter((row) => row.outcome === outcome).length }));
  const parts = counted.filter(({ count }) => count > 0).map(({ outcome, count }) => `${words.number(count)} ${words.t(`import.outcome.${outcome}`)}`);
  return words.t('import.summary', { count: rows.length, parts: parts.length === 0 ? '–' : parts.join(', ') });
}

/** What a file says must not steer the terminal. */
function printable(text: string): string {
  const plain = text.replace(/\p{C}/gu, ' ');
  return plain.length > 100 ? `${plain.slice(0, 99)}…` : plain;
}
