import { expect } from 'chai';

import { keepForms } from '../../server/actions/keep-forms.ts';
import type { Viewer } from '../../server/domain/viewer.ts';
import { aHouse, type OpenHouse } from '../fixtures/a-house.ts';

const DAY_MS = 86_400_000;

describe('what was typed and not saved', () => {
  const held: { open: OpenHouse | null } = { open: null };
  const now = { value: new Date('2026-11-21T12:00:00Z') };
  const anna: Viewer = { kind: 'staff', user: 'anna', role: 'author', organisations: [], mayWrite: true };
  const bela: Viewer = { ...anna, user: 'bela' };
  const forms = () => {
    if (held.open === null) throw new Error('Not started');
    return keepForms({ keptForms: held.open.house.stores.keptForms, clock: () => now.value });
  };

  before(async () => {
    held.open = await aHouse();
  });
  after(() => held.open?.close());

  it('is found again by its author alone, letter by letter, until it is forgotten', async () => {
    const body = { 'contact.mailbox': ['a@b'], topics: ['energy', 'waste'], __proto__x: ['\u0000 \ud800 „ä“'], $ne: ['1'] };
    expect((await forms().keep(anna, '/projects/new', body)).ok).to.equal(true);
    const found = await forms().find(anna, '/projects/new');
    expect(found?.body['contact.mailbox']).to.deep.equal(['a@b']);
    expect(found?.body['$ne']).to.deep.equal(['1']);
    expect(found?.body['topics']).to.deep.equal(['energy', 'waste']);
    expect(await forms().find(bela, '/projects/new')).to.equal(null);
    expect(await forms().find({ kind: 'visitor' }, '/projects/new')).to.equal(null);
    await forms().forget(bela, '/projects/new');
    expect(await forms().find(anna, '/projects/new')).not.to.equal(null);
    await forms().forget(anna, '/projects/new');
    expect(await forms().find(anna, '/projects/new')).to.equal(null);
  });

  it('is refused for visitors, for those who may not write and for odd addresses', async () => {
    for (const [viewer, path, kind] of [
      [{ kind: 'visitor' }, '/x', 'not-signed-in'],
      [{ ...anna, mayWrite: false }, '/x', 'not-allowed'],
      [anna, '//elsewhere.example', 'invalid'],
      [anna, '', 'invalid'],
      [anna, `/${'x'.repeat(1_001)}`, 'invalid'],
    ] as const) {
      const kept = await forms().keep(viewer, path, {});
      expect(kept.ok ? null : kept.refusal.kind, path).to.equal(kind);
    }
  });

  it('of a hundred and one forms the oldest goes', async () => {
    for (let n = 0; n <= 100; n += 1) {
      now.value = new Date(now.value.getTime() + 1_000);
      await forms().keep(anna, `/projects/p${n}/edit/brief`, { title: [String(n)] });
    }
    expect(await forms().find(anna, '/projects/p0/edit/brief')).to.equal(null);
    expect((await forms().find(anna, '/projects/p1/edit/brief'))?.body['title']).to.deep.equal(['1']);
  });

  it('goes after thirty days, from the store too', async () => {
    now.value = new Date(now.value.getTime() + 31 * DAY_MS);
    expect(await forms().find(anna, '/projects/p50/edit/brief')).to.equal(null);
    await forms().sweep();
    expect(await held.open?.house.stores.keptForms.ofUser('anna')).to.deep.equal([]);
  });
});
