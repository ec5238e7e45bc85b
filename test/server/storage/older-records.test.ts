import { expect } from 'chai';

import type { Shape } from '../../../server/storage/collection.ts';
import { openVersionStore, VERSIONS } from '../../../server/storage/history-stores.ts';
import { RECORDS } from '../../../server/storage/record-shape.ts';
import { openRecordStore } from '../../../server/storage/record-store.ts';
import { aDesk, type Desk, value } from '../actions/a-desk.ts';

type Document = { readonly id: string };
type Plain = Readonly<Record<string, unknown>>;

const NEWER_KEYS = ['working', 'review', 'saves', 'savedBy'];
const NEWER_FINDERS = ['createdBy', 'desk', 'changedAt', 'confirmedAt'];

function without(document: object, keys: readonly string[]): Plain {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !keys.includes(name)));
}

function asFirstShape<T extends Document>(shape: Shape<T>): Shape<Document> {
  const { upgrade: _, ...rest } = shape;
  const indexes = shape.indexes.filter(({ fields }) => !fields.some((field) => NEWER_FINDERS.includes(field)));
  return { ...rest, schema: 1, indexes };
}

describe('records stored by the program before there were working copies', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await aDesk();
  });
  afterEach(() => desk.close());

  it('are read with nothing missing, found on the desk, changed, and restored from their old versions', async () => {
    const { house, people, actions } = desk;
    const { id } = await desk.aRecord('public', { title: 'Alt' });
    const gone = await desk.aRecord('public');
    value(await actions.deleteRecord(people.editor, gone.id));
    await desk.carried();

    // As schema 1 wrote them: taken out of this store, and put into one of that shape under another name.
    const now = await house.collections.open(RECORDS);
    const versionsNow = await house.collections.open(VERSIONS);
    const named = <T extends Document>(shape: Shape<T>): Shape<T> => ({ ...shape, name: `${shape.name}-old` });
    const old = await house.collections.open(asFirstShape(named(RECORDS)));
    const oldVersions = await house.collections.open(asFirstShape(named(VERSIONS)));
    for (const found of [await now.get(id), await now.get(gone.id)]) {
      if (found === undefined) throw new Error('Not kept');
      const { state } = found;
      const version = without(state, NEWER_KEYS);
      const happening = { kind: 'record-updated', subject: found.id, at: '2026-01-01T00:00:00.000Z', by: 'x', touches: [], act: null, version };
      const pending = [{ ticket: '9', happening, attempts: 0, heardBy: [] }];
      await old.insert({ ...without(found, NEWER_FINDERS), id: found.id, state: version, pending } as Document);
    }
    for (const found of await versionsNow.find({ record: id })) {
      await oldVersions.insert({ ...without(found, ['isWorking']), id: found.id, state: without(found.state, NEWER_KEYS) } as Document);
    }

    const renamed = { ...house.collections, open: <T extends Document>(shape: Shape<T>) => house.collections.open(named(shape)) };
    const { records, journalled } = await openRecordStore(renamed, () => undefined);
    const versions = await openVersionStore(renamed);
    const read = await records.find(id);
    expect(read).to.include({ working: null, review: null, savedBy: 'author', saves: 2 });
    expect(await records.find(gone.id)).to.include({ saves: 3 });
    const filter = { publishers: [desk.home], states: null, type: null, createdBy: 'author', confirmedBefore: null };
    expect((await records.desk(filter, 'last-changed', { skip: 0, limit: 9 })).map((each) => each.id)).to.deep.equal([id]);
    expect(await records.countDesk({ ...filter, confirmedBefore: '9' })).to.equal(1);
    expect((await versions.page(id, null, 9)).map(({ revision, isWorking }) => [revision, isWorking])).to.deep.equal([
      [2, false],
      [1, false],
    ]);
    const first = await versions.find(id, 1);
    expect(first?.state).to.include({ working: null, review: null, saves: 1 });
    const waiting = (await journalled.get(id))?.pending.map(({ happening }) => happening.version);
    expect(waiting?.[0]).to.include({ working: null, saves: 2 });
  });
});
