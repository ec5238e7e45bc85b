import { expect } from 'chai';

import type { Viewer } from '../../../server/domain/viewer.ts';
import { openUserStore, USERS } from '../../../server/storage/user-stores.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { aHouseWithDoors, DAY, type HouseWithDoors, PASSWORD } from '../account/a-house-with-doors.ts';

const [ERIKA, EMIL, ANNA, CHIEF] = ['erika@m.example', 'emil@m.example', 'anna@m.example', 'chefin@m.example'];

describe('letters in the language of whoever gets them', () => {
  let town: HouseWithDoors;
  beforeEach(async () => {
    town = await aHouseWithDoors();
  });
  afterEach(() => town.close());

  const somebody = async (email: string, role: 'admin' | 'editor' | 'author', language: string): Promise<Viewer> => {
    const { id, organisations } = await town.person(email, role);
    const viewer = { kind: 'staff', user: id, role, organisations, mayWrite: true } as const;
    const named = await town.house.actions.useMyAccount.introduce(viewer, { name: role, language });
    if (!named.ok) throw new Error('Not named');
    return viewer;
  };
  /** What somebody was written, newest first: subject and text. */
  const letters = async (to: string): Promise<string> => {
    await town.acts();
    await town.house.afterwards.settled();
    const listed = await town.house.actions.listMail(town.operator);
    return listed.ok ? listed.value.items.flatMap((mail) => (mail.to === to ? [mail.subject, mail.text ?? ''] : [])).join('\n') : '';
  };

  it('say that something waits, came back, went out, and is to be confirmed', async () => {
    const { actions } = town.house;
    const erika = await somebody(ERIKA, 'editor', 'en');
    await somebody(EMIL, 'editor', 'de');
    const anna = await somebody(ANNA, 'author', 'en');
    const made = await actions.createRecord(anna, 'project', null, aProjectInput({ visibility: 'draft', title: 'Licht' }));
    if (!made.ok) throw new Error('Not made');
    await actions.submitRecord(anna, made.value.id, '');
    expect(await letters(ERIKA))
      .to.match(/submitted/i)
      .and.to.not.contain('Guten Tag');
    expect(await letters(EMIL)).to.contain('Guten Tag');
    await actions.sendBack(erika, made.value.id, 'Mehr!');
    expect(await letters(ANNA))
      .to.match(/Back to you/)
      .and.to.not.contain('Guten Tag');
    await actions.publishRecord(erika, made.value.id, 'public', null);
    expect(await letters(ANNA)).to.match(/published/i);
    town.pass(200 * DAY);
    await actions.remind.run();
    expect(await letters(ERIKA)).to.match(/months/i);
    expect(await letters(EMIL)).to.match(/Monate/i);
  });

  it('say that a password was asked for and changed, and that a report arrived', async () => {
    const { actions } = town.house;
    const chief = await somebody(CHIEF, 'admin', 'en');
    await actions.resetPassword.ask(CHIEF, { from: '192.0.2.1' });
    expect(await letters(CHIEF)).to.match(/new password/i);
    await actions.useMyAccount.changePassword(chief, { old: PASSWORD, password: 'Drei Brücken und ein Turm' });
    expect(await letters(CHIEF)).to.match(/was changed/i);
    const stamp = actions.reportContent.stamp();
    town.pass(5_000);
    const input = { reason: 'wrong', explanation: 'Das stimmt so nicht.', address: `${town.url}/x`, name: 'Ada', email: 'ada@x.example', goodFaith: true };
    await actions.reportContent.file({ kind: 'visitor' }, input, { from: '192.0.2.1', language: 'de', trap: '', stamp });
    expect(await letters(CHIEF))
      .to.match(/report/i)
      .and.to.not.match(/Passwort|Meldung/);
  });

  it('come in German to accounts that an older program made', async () => {
    const { collections } = town.house;
    const shape = { ...USERS, name: 'users-old' };
    const old = await collections.open<{ readonly id: string; readonly email: string | null }>({ ...shape, schema: 3, upgrade: (kept) => kept as never });
    const { language: _language, ...user } = await town.person(ERIKA, 'editor');
    const waits = { pending: [], waitingSince: null, happenings: 0 };
    for (const kept of [
      { id: user.id, email: ERIKA, user, ...waits },
      { id: 'gone', email: null, user: null, ...waits },
    ])
      await old.insert(kept);
    const renamed = { ...collections, open: () => collections.open(shape) as never };
    const { users } = await openUserStore(renamed, () => undefined);
    expect(await users.findByEmail(ERIKA)).to.deep.equal({ ...user, language: 'de' });
    expect(await users.find('gone')).to.equal(undefined);
  });
});
