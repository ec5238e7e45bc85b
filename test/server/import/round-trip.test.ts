import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';
import { parse } from 'csv-parse/sync';

import { exportCommand } from '../../../server/cli/export.ts';
import { createProgress } from '../../../server/cli/progress.ts';
import type { KnowledgeRecord } from '../../../server/domain/record.ts';
import { aHouse, type OpenHouse } from '../../fixtures/a-house.ts';
import { generatedRecords } from '../../fixtures/generated-records.ts';

const COUNT = 90;
const HOME = 'https://wissen.musterstadt.example';
const AWAY = 'https://anderswo.example';

/** Everything of a record but what an import cannot keep: who made it here, its history, and its fingerprint. */
function kept({ createdBy: _by, revision: _revision, saves: _saves, importedAs: _as, ...record }: KnowledgeRecord): object {
  return record;
}

/** The same without what bears the base address. */
function moved(record: KnowledgeRecord): object {
  const { id: _id, publisher: _publisher, importKey: _key, replaces: _replaces, ...rest } = kept(record) as KnowledgeRecord;
  return { ...rest, content: { ...rest.content, ...('about' in rest.content ? { about: typeof rest.content.about } : {}) } };
}

async function exported(town: OpenHouse, file: string): Promise<Buffer> {
  const screen = { write: () => undefined };
  const words = town.house.words.de;
  if (exportCommand.needs !== 'instance') throw new Error('export needs the instance');
  await exportCommand.run({
    house: town.house,
    words,
    io: { stdin: process.stdin, stdout: screen, stderr: screen, env: {} },
    args: { file },
    options: {},
    flags: new Set(),
    say: () => undefined,
    progress: (what) => createProgress(screen, words, what, () => 0),
  });
  return readFileSync(file);
}

function sorted<T extends KnowledgeRecord>(records: readonly T[]): T[] {
  return [...records].sort((a, b) => (a.slug + a.type < b.slug + b.type ? -1 : 1));
}

describe('export and import again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-export-'));
  let town: OpenHouse;
  let original: KnowledgeRecord[];

  before(async () => {
    town = await aHouse(HOME);
    const lesson = { id: 'gen-lesson', type: 'lesson', visibility: 'draft', statement: 'Über das erste', about: 'gen-7-0' };
    const rows = await town.imported('gen.json', JSON.stringify([...generatedRecords(COUNT, 7), lesson]));
    expect(rows.filter(({ outcome }) => outcome !== 'new')).to.deep.equal([]);
    const [first] = await town.everything();
    await town.house.actions.confirmRecord(town.operator, first?.id ?? '');
    await town.house.actions.changeRecord(town.operator, first?.id ?? '', { slug: 'ganz-neue-adresse' });
    original = await town.everything();
  });
  after(async () => {
    await town.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const ending of ['csv', 'json', 'jsonld']) {
    it(`gives the same records back from .${ending} where they came from`, async () => {
      const bytes = await exported(town, join(folder, `a.${ending}`));
      const here = await aHouse(HOME);
      try {
        const rows = await here.imported(`a.${ending}`, bytes);
        expect(rows.filter(({ outcome }) => outcome !== 'new')).to.deep.equal([]);
        expect((await here.everything()).map(kept)).to.deep.equal(original.map(kept));
        expect(await exported(here, join(folder, `b.${ending}`)).then(withoutInstant)).to.equal(withoutInstant(bytes));
      } finally {
        await here.close();
      }
    });

    it(`gives the same records from .${ending} under another address, linked among themselves`, async () => {
      const bytes = await exported(town, join(folder, `c.${ending}`));
      const there = await aHouse(AWAY);
      try {
        await there.imported(`c.${ending}`, bytes);
        const after = await there.everything();
        expect(sorted(after).map(moved)).to.deep.equal(sorted(original).map(moved));
        expect(after.every(({ id, publisher }) => id.startsWith(`${AWAY}/records/`) && publisher.startsWith(AWAY))).to.equal(true);
        const lesson = after.find(({ type, content }) => type === 'lesson' && content.statement === 'Über das erste');
        expect(after.map(({ id }) => id)).to.include(lesson?.type === 'lesson' ? lesson.content.about : '');
        const again = await there.imported(`c.${ending}`, bytes);
        expect(again.filter(({ outcome }) => outcome !== 'unchanged')).to.deep.equal([]);
      } finally {
        await there.close();
      }
    });
  }

  it('changes what was changed in the file, and skips what a person changed after the export', async () => {
    const bytes = await exported(town, join(folder, 'd.json'));
    const here = await aHouse(HOME);
    try {
      await here.imported('d.json', bytes);
      const entries = JSON.parse(bytes.toString()) as { records: Record<string, unknown>[] };
      const projects = entries.records.filter(({ type }) => type === 'project');
      const [one, two] = projects;
      await here.house.actions.changeRecord(here.operator, String(two?.['id']), { summary: 'Von Hand' });
      const changed = [one, two].map((entry) => ({ ...entry, title: 'Aus der Datei' }));
      const rows = await here.imported('d.json', JSON.stringify({ records: changed }));
      expect(rows.map(({ outcome }) => outcome)).to.deep.equal(['changed', 'skipped']);
    } finally {
      await here.close();
    }
  });

  it('writes a table that no spreadsheet runs', async () => {
    const rows = parse(await exported(town, join(folder, 'e.csv')), { delimiter: ';', bom: true }) as string[][];
    expect(rows.flat().filter((cell) => cell.startsWith("'=SUMME"))).to.not.deep.equal([]);
    const formulas = rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^-[\d,]+$/.test(cell));
    expect(formulas).to.deep.equal([]);
  });
});

function withoutInstant(bytes: Buffer): string {
  return bytes.toString().replace(/"exported":"[^"]+"/, '');
}
