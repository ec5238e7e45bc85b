import { expect } from 'chai';

import { TOLD_TO_WRITERS } from '../../../server/actions/tell-writers.ts';
import { newUser } from '../../../server/domain/user.ts';
import type { Role, Viewer } from '../../../server/domain/viewer.ts';
import { aHouse, type OpenHouse } from '../../fixtures/a-house.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { ADMIN } from './a-post-office.ts';

describe('telling those who write', () => {
  let open: OpenHouse;
  let people: Record<'anna' | 'erika' | 'emil', Viewer>;
  beforeEach(async () => {
    open = await aHouse();
    people = { anna: await person('anna', 'author'), erika: await person('erika', 'editor'), emil: await person('emil', 'editor') };
  });
  afterEach(() => open.close());

  const person = async (name: string, role: Role): Promise<Viewer> => {
    const { stores } = open.house;
    const organisations = [(await stores.organisations.all())[0]?.id ?? ''];
    await stores.users.add(newUser({ id: name, email: `${name}@town.example`, passwordHash: 'x', role, organisations, created: new Date().toISOString() }));
    return { kind: 'staff', user: name, role, organisations, mayWrite: true };
  };
  /** Carries what happened, as the relay does, twice: what is heard again must not be written again. */
  const carried = async (): Promise<void> => {
    for (const again of [true, false]) {
      const waiting = await open.house.journal.waiting(500);
      await open.house.actions.tellWriters(waiting.map(({ happening }) => happening).filter(({ kind }) => TOLD_TO_WRITERS.includes(kind)));
      if (!again) await open.house.journal.tickOff(waiting.map(({ ticket }) => ticket));
    }
  };
  const letters = async (): Promise<string[]> => {
    const listed = await open.house.actions.listMail(ADMIN);
    if (!listed.ok) throw new Error('Not listed');
    return listed.value.items.map(({ to, kind }) => `${kind} ${to}`).sort();
  };

  it('writes to the editors when something waits, to its author when it comes back, with the comment, and when it is out', async () => {
    const { actions } = open.house;
    const made = await actions.createRecord(people.anna, 'project', null, aProjectInput({ visibility: 'draft', title: 'Von Anna' }));
    if (!made.ok) throw new Error('Not made');
    const { id } = made.value;
    await carried();
    expect(await letters(), 'a draft concerns nobody else').to.deep.equal([]);

    await actions.submitRecord(people.anna, id, 'Bitte ansehen');
    await carried();
    const waiting = ['submitted emil@town.example', 'submitted erika@town.example'];
    expect(await letters()).to.deep.equal(waiting);

    await actions.commentRecord(people.erika, id, 'Ich schaue');
    await carried();
    expect(await letters(), 'a comment is no step').to.deep.equal(waiting);

    await actions.sendBack(people.erika, id, 'Es fehlt der Nutzen.');
    await carried();
    expect(await letters()).to.deep.equal(['returned anna@town.example', ...waiting]);
    const listed = await actions.listMail(ADMIN);
    const texts = listed.ok ? listed.value.items.map(({ text }) => text ?? '').join('\n') : '';
    expect(texts).to.contain('erika@town.example').and.contain('Es fehlt der Nutzen.').and.contain('/projects/von-anna/edit');

    await actions.publishRecord(people.emil, id, 'public', null);
    await carried();
    expect(await letters()).to.deep.equal(['published anna@town.example', 'returned anna@town.example', ...waiting]);
  });

  it('writes nothing to whoever did it, and nothing about what was settled meanwhile', async () => {
    const { actions } = open.house;
    const own = await actions.createRecord(people.erika, 'project', null, aProjectInput({ title: 'Von Erika' }));
    const draft = await actions.createRecord(people.erika, 'project', null, aProjectInput({ title: 'Zur Durchsicht', visibility: 'draft' }));
    if (!own.ok || !draft.ok) throw new Error('Not made');
    await actions.submitRecord(people.erika, draft.value.id, '');
    await actions.publishRecord(people.erika, draft.value.id, 'public', null);
    await carried();
    expect(await letters()).to.deep.equal([]);
  });
});
