import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';

import { rebase } from '../../../server/actions/rebase.ts';
import { checkFiles } from '../../../server/cli/doctor-files.ts';
import { fileLines } from '../../../server/domain/file-slot.ts';
import type { KnowledgeRecord } from '../../../server/domain/record.ts';
import { isTombstone } from '../../../server/domain/record.ts';
import type { Viewer } from '../../../server/domain/viewer.ts';
import { VISITOR } from '../../../server/domain/viewer.ts';
import { edited } from '../../../server/domain/working-copy.ts';
import { openBaseStore } from '../../../server/storage/base-store.ts';
import { backupEmbedded, restoreEmbedded } from '../../../server/storage/embedded-backup.ts';
import { aHouse, type OpenHouse } from '../../fixtures/a-house.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';

const SAID = { 'documents.alt': 'Ein Text', 'documents.credit': 'Ada Licht' };
const DAY_MS = 86_400_000;

describe('the keeping of files', () => {
  const held: { town: OpenHouse | null; now: number } = { town: null, now: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-keeping-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    held.now = Date.now();
    held.town = await aHouse('https://wissen.musterstadt.example', () => new Date(held.now));
  });
  afterEach(() => held.town?.close());

  const town = (): OpenHouse => {
    if (held.town === null) throw new Error('Not open');
    return held.town;
  };
  const aRecord = async (title = 'Mit Dateien'): Promise<KnowledgeRecord> => {
    const { house, operator } = town();
    const made = await house.actions.createRecord(operator, 'project', null, aProjectInput({ title }));
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    return made.value;
  };
  const add = (record: KnowledgeRecord, name: string, bytes = 1_000, viewer: Viewer = town().operator) => {
    const path = join(folder, name);
    writeFileSync(path, 'x'.repeat(bytes));
    return town().house.actions.addFile(viewer, record.id, { slot: 'documents.url', typed: SAID, upload: { path, name, bytes } });
  };
  const added = async (...args: Parameters<typeof add>): Promise<string> => {
    const done = await add(...args);
    if (!done.ok) throw new Error(JSON.stringify(done));
    return done.value.id;
  };
  const stored = async ({ id }: KnowledgeRecord): Promise<KnowledgeRecord> => {
    const found = await town().house.stores.records.find(id);
    if (found === undefined || isTombstone(found)) throw new Error('Not there');
    return found;
  };
  const data = (): string => town().house.config.DATA_DIR;
  const blobs = (): string[] => readdirSync(join(data(), 'files')).sort();
  const heard = (subject: string) =>
    town().house.actions.cleanFiles.hear([{ kind: 'record-deleted', subject, at: '', by: '', touches: [], version: null, act: null }]);
  const quota = (bytes: number) => town().house.stores.settings.change((before) => ({ ...before, quota: bytes }), []);

  it('lets nobody beyond the quota, not even twenty at once, and counts what arrives', async () => {
    await quota(10_000);
    const record = await aRecord();
    const done = await Promise.all(Array.from({ length: 20 }, (_, n) => add(record, `gleich-${n}.txt`, 900)));
    const passed = done.filter(({ ok }) => ok).length;
    // When each sees all the others, none passes; what counts is that nobody is let beyond.
    expect(passed).to.be.at.most(11);
    for (const one of done) if (!one.ok) expect('wrong' in one && one.wrong.flaw).to.equal('no-room');
    expect(blobs()).to.have.length(passed);
    expect(await town().house.stores.files.bytesOf(record.publisher)).to.equal(passed * 900);
    while ((await add(record, 'noch.txt', 900)).ok);
    expect(await town().house.stores.files.bytesOf(record.publisher)).to.equal(9_900);
  });

  it('loses nobody’s line when several add at once', async () => {
    const record = await aRecord();
    await Promise.all(Array.from({ length: 4 }, (_, n) => added(record, `zugleich-${n}.txt`)));
    expect(fileLines(edited(await stored(record)))).to.have.length(4);
    expect((await stored(record)).content).to.deep.equal(record.content);
  });

  it('lets nobody add who may not write the record, and keeps nothing then', async () => {
    const record = await aRecord();
    const strangers: readonly Viewer[] = [
      VISITOR,
      { kind: 'staff', user: 'a', role: 'reader', organisations: [record.publisher], mayWrite: true },
      { kind: 'staff', user: 'a', role: 'author', organisations: [record.publisher], mayWrite: true },
      { kind: 'staff', user: 'a', role: 'admin', organisations: ['https://elsewhere.example/o'], mayWrite: true },
      { kind: 'staff', user: 'a', role: 'admin', organisations: [record.publisher], mayWrite: false },
    ];
    const id = await added(record, 'da.txt');
    for (const viewer of strangers) {
      const { actions } = town().house;
      for (const done of [
        await add(record, 'fremd.txt', 10, viewer),
        await actions.manageFiles.list(viewer, record.id),
        await actions.manageFiles.takeOut(viewer, record.id, 'x'),
        await actions.manageFiles.deleteForGood(viewer, record.id, id),
      ])
        expect(done.ok, JSON.stringify(viewer)).to.equal(false);
    }
    expect(blobs()).to.deep.equal([id]);
  });

  it('a file of one record is no file of another', async () => {
    const [one, other] = [await aRecord('Eins'), await aRecord('Zwei')];
    const id = await added(one, 'eins.txt');
    const done = await town().house.actions.manageFiles.deleteForGood(town().operator, other.id, id);
    expect(!done.ok && done.refusal.kind).to.equal('not-found');
    // A foreign record that points to a draft's file does not make it public.
    const { house, operator } = town();
    const url = fileLines(edited(await stored(one)))[0]?.url ?? '';
    await house.actions.changeRecord(operator, other.id, { documents: [{ url, alt: 'a', credit: 'b' }] });
    expect((await house.actions.readFile.find(VISITOR, id)).ok).to.equal(false);
    expect((await house.actions.readFile.shownIn(await stored(other))).size).to.equal(0);
  });

  it('keeps what no version uses for thirty days, then lets it go; a version brought back in time keeps it', async () => {
    const { house, operator } = town();
    const record = await aRecord();
    const [gone, back] = [await added(record, 'weg.txt'), await added(record, 'wieder.txt')];
    const urls = fileLines(edited(await stored(record))).map(({ url }) => url);
    for (const url of urls) expect((await house.actions.manageFiles.takeOut(operator, record.id, url)).ok).to.equal(true);
    expect(await house.actions.cleanFiles.round()).to.equal(0);
    held.now += 20 * DAY_MS;
    await house.actions.saveRecord(operator, record.id, { documents: [{ url: urls[1], alt: 'a', credit: 'b' }] }, null);
    expect(await house.actions.cleanFiles.round()).to.equal(0);
    held.now += 11 * DAY_MS;
    expect(await house.actions.cleanFiles.round()).to.equal(1);
    expect(blobs()).to.deep.equal([back]);
    expect((await house.stores.files.find(gone))?.state).to.equal('removed');
    expect(await house.stores.files.bytesOf(record.publisher)).to.equal(1_000);
  });

  it('moves with what was written when its record is withdrawn, however often, and goes when that draft is deleted', async () => {
    const { house, operator } = town();
    const { actions, stores } = house;
    const record = await aRecord();
    const id = await added(record, 'plan.txt');
    expect((await actions.publishRecord(operator, record.id, 'public', null)).ok).to.equal(true);
    const withdrawn = async (from: string): Promise<KnowledgeRecord> => {
      const draft = await actions.withdrawRecord(operator, from);
      if (!draft.ok) throw new Error(JSON.stringify(draft.refusal));
      return draft.value;
    };
    const draft = await withdrawn(record.id);
    await heard(record.id);
    expect((await actions.readFile.shownIn(draft)).size, 'the draft shows it').to.equal(1);
    expect((await actions.readFile.find(operator, id)).ok).to.equal(true);
    expect((await actions.readFile.find(VISITOR, id)).ok, 'and strangers do not').to.equal(false);
    expect((await actions.publishRecord(operator, draft.id, 'public', null)).ok).to.equal(true);
    expect((await actions.readFile.find(VISITOR, id)).ok, 'published again').to.equal(true);

    // The cleaning comes first when the relay is late.
    const second = await withdrawn(draft.id);
    expect(await actions.cleanFiles.round()).to.equal(0);
    expect((await stores.files.find(id))?.record).to.equal(second.id);
    expect((await actions.deleteRecord(operator, second.id)).ok).to.equal(true);
    await heard(second.id);
    expect(blobs()).to.deep.equal([]);
  });

  it('finds what a crash left: places reserved for nothing, bytes that nobody knows, files of deleted records', async () => {
    const { house, operator } = town();
    const [record, doomed] = [await aRecord('Bleibt'), await aRecord('Geht')];
    const [id, lost] = [await added(record, 'bleibt.txt'), await added(doomed, 'geht.txt')];
    const file = await house.stores.files.find(id);
    if (file === undefined) throw new Error('Not there');
    await house.stores.files.add({ ...file, id: 'halbda', state: 'arriving' });
    await house.blobs.put('halbda-320', (async function* () {})());
    await house.blobs.put('niemandes', (async function* () {})());
    await house.actions.deleteRecord(operator, doomed.id);
    expect(await house.actions.cleanFiles.round(), 'only the deleted record’s').to.equal(1);
    held.now += 2 * 3_600_000;
    await house.actions.cleanFiles.round();
    expect(blobs()).to.deep.equal([id]);
    expect([await house.stores.files.find('halbda'), (await house.stores.files.find(lost))?.state]).to.deep.equal([undefined, 'removed']);
  });

  it('lies in the backup and comes back with it; what was there is kept', async () => {
    const { house } = town();
    const record = await aRecord();
    const id = await added(record, 'gesichert.txt', 5_000);
    const backup = join(folder, 'sicherung');
    backupEmbedded(data(), backup);
    await house.blobs.remove(id);
    await house.blobs.put('spaeter', (async function* () {})());
    const other = mkdtempSync(join(folder, 'neu-'));
    for (const target of [data(), other]) {
      const done = restoreEmbedded(target, backup, true);
      expect('refusal' in done, JSON.stringify(done)).to.equal(false);
      expect(readdirSync(join(target, 'files'))).to.deep.equal([id]);
    }
    const kept = readdirSync(data()).find((name) => name.startsWith('files.before-restore-')) ?? '';
    expect(readdirSync(join(data(), kept))).to.deep.equal(['spaeter']);
    expect(readdirSync(other).filter((name) => /part|restore$/.test(name))).to.deep.equal([]);
  });

  it('is counted by the doctor, who tells when bytes are missing', async () => {
    const { house } = town();
    const record = await aRecord();
    const [, lost] = [await added(record, 'da.txt', 2_000_000), await added(record, 'fort.txt')];
    expect(await checkFiles(house)).to.deep.equal([{ state: 'ok', key: 'files', values: { count: 2, size: 2 } }]);
    await house.blobs.remove(lost);
    expect((await checkFiles(house)).slice(1)).to.deep.equal([{ state: 'fail', key: 'files-missing', values: { count: 1 } }]);
  });

  it('moves to another address with everything else', async () => {
    const { house, operator } = town();
    const record = await aRecord();
    const id = await added(record, 'umzug.txt');
    const to = 'https://neu.example';
    const act = { name: 'record-withdrawn', detail: 'Licht' } as const;
    await house.keepAudit([{ kind: 'record-deleted', subject: record.id, at: '2026-01-01T00:00:00.000Z', by: 'ada', touches: [], version: null, act }]);
    await house.actions.keepForms.keep(operator, '/lessons/new', { about: [record.id], statement: ['Noch nicht gespeichert'] });
    const move = rebase({
      ...house.stores,
      bases: await openBaseStore(house.collections),
      secrets: house.secrets,
      clock: house.clock,
      wasDelivered: async () => false,
    });
    expect((await move(to, () => undefined)).ok).to.equal(true);
    const [told] = await house.stores.audit.page(null, 1);
    expect(told?.subject, 'what the audit log speaks of can still be found').to.equal(record.id.replace('https://wissen.musterstadt.example', to));
    expect((await house.actions.keepForms.find(operator, '/lessons/new'))?.body['about']).to.deep.equal([told?.subject]);
    const moved = await house.stores.files.find(id);
    expect(moved?.record).to.equal(record.id.replace('https://wissen.musterstadt.example', to));
    const after = await house.stores.records.find(moved?.record ?? '');
    if (after === undefined || isTombstone(after)) throw new Error('Not there');
    expect(fileLines(edited(after)).map(({ url }) => url)).to.deep.equal([`${to}/files/${id}/umzug.txt`]);
    expect(operator.kind).to.equal('staff');
  });
});
