import { userOf } from '../../../server/domain/viewer.ts';
import { value } from './a-desk.ts';
import { PASSWORD, type PersonRow, there } from './authorisation-table.ts';

// Admins of one organisation administer the whole instance, so the stranger, who is one, may.
const ADMINS = '0 + 0 0 0 0 + -';
const OPERATORS = '- + - - - - + -';
const AUTHORS = '0 0 0 0 + 0 0 0';
const AUTHORS_KEPT = 'S 0 0 0 + 0 0 -';
const EVERYBODYS = 'S + + + + + + -';
// Whoever owes a second factor may not write either, and must still look after their own account. No token comes here: see the last test.
const OWN_ACCOUNT = 'S + + + + + + +';
const SETTINGS = { isFourEyes: false, secondFactor: 'optional', reminds: true };
const NEW_PASSWORD = 'Ein Licht im Netz 9';

/** What admins alone do, to somebody new each time. */
const OFFICE: readonly Omit<PersonRow, 'of'>[] = [
  { name: 'changeSettings.read', rule: ADMINS, act: ({ actions }, viewer) => actions.changeSettings.read(viewer) },
  {
    name: 'changeSettings.change',
    rule: ADMINS,
    act: ({ actions }, viewer, { n }) => actions.changeSettings.change(viewer, { ...SETTINGS, quota: 1_000 + n }),
  },
  {
    name: 'changeTexts.change',
    rule: ADMINS,
    act: async ({ actions }, viewer, { n }) =>
      actions.changeTexts.change(viewer, 'imprint', 'de', `Text ${n}`, (await actions.changeTexts.read('imprint', 'de'))?.updated ?? null),
  },
  { name: 'readAudit.page', rule: ADMINS, act: ({ actions }, viewer) => actions.readAudit.page(viewer, null, null) },
  { name: 'readAudit.whole', rule: ADMINS, act: ({ actions }, viewer) => actions.readAudit.whole(viewer, null) },
  { name: 'readOverview', rule: ADMINS, act: ({ actions }, viewer) => actions.readOverview(viewer) },
  { name: 'listMail', rule: ADMINS, act: ({ actions }, viewer) => actions.listMail(viewer) },
  { name: 'lookAfterMail.read', rule: ADMINS, act: ({ actions }, viewer, { mail }) => actions.lookAfterMail.read(viewer, mail) },
  { name: 'lookAfterMail.open', rule: ADMINS, act: ({ actions }, viewer, { mail }) => actions.lookAfterMail.open(viewer, mail) },
  { name: 'lookAfterMail.tryAgain', rule: ADMINS, act: ({ actions }, viewer, { mail }) => actions.lookAfterMail.tryAgain(viewer, mail) },
  { name: 'lookAfterMail.drop', rule: ADMINS, act: ({ actions }, viewer, { mail }) => actions.lookAfterMail.drop(viewer, mail) },
  {
    name: 'addOrganisation',
    rule: ADMINS,
    act: ({ actions }, viewer, { n }) => actions.addOrganisation(viewer, { name: `Ort ${n}`, handle: `ort${n}`, orgType: 'town' }),
  },
  {
    name: 'invitePeople.invite',
    rule: ADMINS,
    act: ({ actions, home }, viewer, { n }) =>
      actions.invitePeople.invite(viewer, { email: `neu${n}@x.example`, role: 'admin', organisations: [home], language: 'de' }),
  },
  { name: 'invitePeople.list', rule: ADMINS, act: ({ actions }, viewer) => actions.invitePeople.list(viewer) },
  { name: 'invitePeople.withdraw', rule: ADMINS, act: ({ actions }, viewer, { invitation }) => actions.invitePeople.withdraw(viewer, invitation) },
  {
    name: 'managePeople.setDuties',
    rule: ADMINS,
    act: ({ actions, home }, viewer, { owner }) => actions.managePeople.setDuties(viewer, owner, { role: 'admin', organisations: [home], isSure: true }),
  },
  { name: 'managePeople.close', rule: ADMINS, act: ({ actions }, viewer, { owner }) => actions.managePeople.close(viewer, owner) },
  { name: 'managePeople.reopen', rule: ADMINS, act: ({ actions }, viewer, { owner }) => actions.managePeople.reopen(viewer, owner) },
  { name: 'managePeople.endSessions', rule: ADMINS, act: ({ actions }, viewer, { owner }) => actions.managePeople.endSessions(viewer, owner) },
  { name: 'managePeople.dropSecondFactor', rule: ADMINS, act: ({ actions }, viewer, { owner }) => actions.managePeople.dropSecondFactor(viewer, owner) },
  { name: 'managePeople.revokeToken', rule: ADMINS, act: ({ actions }, viewer, { owner, token }) => actions.managePeople.revokeToken(viewer, owner, token) },
  {
    name: 'manageUsers.add',
    rule: OPERATORS,
    act: ({ actions }, viewer, { n }) => actions.manageUsers.add(viewer, { email: `dazu${n}@x.example`, password: PASSWORD, role: 'admin' }),
  },
  { name: 'manageUsers.disable', rule: OPERATORS, act: ({ actions }, viewer, { email }) => actions.manageUsers.disable(viewer, email) },
  { name: 'manageUsers.list', rule: OPERATORS, act: ({ actions }, viewer) => actions.manageUsers.list(viewer) },
  { name: 'readPeople.list', rule: ADMINS, act: ({ actions }, viewer) => actions.readPeople.list(viewer) },
  { name: 'readPeople.file', rule: ADMINS, act: ({ actions }, viewer, { owner }) => actions.readPeople.file(viewer, owner) },
  { name: 'exportPerson', rule: ADMINS, act: ({ actions }, viewer, { owner }) => actions.exportPerson(viewer, owner) },
  { name: 'deletePerson', rule: ADMINS, act: ({ actions }, viewer, { owner, email }) => actions.deletePerson(viewer, owner, email) },
  { name: 'sendReset', rule: ADMINS, act: ({ actions }, viewer, { owner, n }) => actions.sendReset(viewer, owner, { from: `192.0.2.${n % 250}` }) },
  { name: 'decideReport.read', rule: ADMINS, act: ({ actions }, viewer, { report }) => actions.decideReport.read(viewer, report) },
  { name: 'decideReport.list', rule: ADMINS, act: ({ actions }, viewer) => actions.decideReport.list(viewer, 'open', 1) },
  {
    name: 'decideReport.decide',
    rule: ADMINS,
    act: ({ actions }, viewer, { report }) => actions.decideReport.decide(viewer, report, { kind: 'none', reasons: 'Es stimmt.' }),
  },
];

/** What belongs to the author, touched by everybody. */
const ANOTHERS: readonly Omit<PersonRow, 'of'>[] = [
  {
    name: 'savedSearches.list',
    rule: AUTHORS,
    act: async ({ actions }, viewer, { search }) => there((await actions.savedSearches.list(viewer)).some(({ id }) => id === search)),
  },
  { name: 'savedSearches.find', rule: AUTHORS_KEPT, act: ({ actions }, viewer, { search }) => actions.savedSearches.find(viewer, search) },
  { name: 'savedSearches.rename', rule: AUTHORS_KEPT, act: ({ actions }, viewer, { search }) => actions.savedSearches.rename(viewer, search, 'Meins') },
  { name: 'savedSearches.look', rule: AUTHORS_KEPT, act: ({ actions }, viewer, { search }) => actions.savedSearches.look(viewer, search) },
  {
    name: 'savedSearches.remove',
    rule: AUTHORS_KEPT,
    act: async ({ actions }, viewer, { search }) => {
      const refusal = await actions.savedSearches.remove(viewer, search);
      return refusal === null ? there(true) : { ok: false, refusal };
    },
  },
  { name: 'keepForms.find', rule: AUTHORS, act: async ({ actions }, viewer, { form }) => there((await actions.keepForms.find(viewer, form)) !== null) },
  {
    name: 'keepForms.forget',
    rule: AUTHORS,
    act: async ({ actions, people }, viewer, { form }) => {
      await actions.keepForms.forget(viewer, form);
      return there((await actions.keepForms.find(people.author, form)) === null);
    },
  },
  {
    name: 'endSessions.list',
    rule: 'S 0 0 0 + 0 0 0',
    act: async ({ actions }, viewer, { session }) => {
      const listed = await actions.endSessions.list(viewer, '');
      return listed.ok ? there(listed.value.some(({ id }) => id === session)) : listed;
    },
  },
  { name: 'endSessions.end', rule: 'S 0 0 0 + 0 0 0', act: ({ actions }, viewer, { session }) => actions.endSessions.end(viewer, session) },
  {
    name: 'useMyTokens.list',
    rule: 'S 0 0 0 + 0 0 0',
    act: async ({ actions }, viewer, { token }) => {
      const listed = await actions.useMyTokens.list(viewer);
      return listed.ok ? there(listed.value.some(({ id }) => id === token)) : listed;
    },
  },
  { name: 'useMyTokens.revoke', rule: AUTHORS, act: ({ actions }, viewer, { token }) => actions.useMyTokens.revoke(viewer, token) },
  {
    name: 'useSecondFactor.prove',
    note: 'with the secret of the author and a wrong code',
    rule: 'o o o o i o o o',
    act: async ({ actions, people }, viewer) => {
      const { sealed } = value(await actions.useSecondFactor.begin(people.author, null));
      return actions.useSecondFactor.prove(viewer, sealed, '');
    },
  },
];

/** What is their own, by everybody. */
const OWN: readonly Omit<PersonRow, 'of'>[] = [
  {
    name: 'savedSearches.save',
    rule: EVERYBODYS,
    act: ({ actions }, viewer, { n }) => actions.savedSearches.save(viewer, { name: 'Neu', query: `q=neu${n}` }),
  },
  { name: 'keepForms.keep', rule: EVERYBODYS, act: ({ actions }, viewer, { form }) => actions.keepForms.keep(viewer, form, {}) },
  {
    name: 'useMyTokens.make',
    rule: EVERYBODYS,
    act: ({ actions }, viewer) => actions.useMyTokens.make(viewer, { label: 'Karte', scope: 'write', password: PASSWORD }),
  },
  { name: 'endSessions.endOthers', rule: OWN_ACCOUNT, act: ({ actions }, viewer) => actions.endSessions.endOthers(viewer, '') },
  {
    name: 'useMyAccount.read',
    rule: OWN_ACCOUNT,
    act: async ({ actions }, viewer) => {
      const account = await actions.useMyAccount.read(viewer);
      return account.ok ? there(account.value.id === userOf(viewer)) : account;
    },
  },
  {
    name: 'useMyAccount.introduce',
    rule: OWN_ACCOUNT,
    act: ({ actions }, viewer, { n }) => actions.useMyAccount.introduce(viewer, { name: `Ada ${n}`, language: 'en' }),
  },
  {
    name: 'useMyAccount.changePassword',
    rule: OWN_ACCOUNT,
    act: ({ actions }, viewer) => actions.useMyAccount.changePassword(viewer, { old: PASSWORD, password: NEW_PASSWORD }),
  },
  {
    name: 'useMyAccount.changePassword',
    note: 'without the old one',
    rule: 'S i i i i i i i',
    act: ({ actions }, viewer) => actions.useMyAccount.changePassword(viewer, { old: NEW_PASSWORD, password: NEW_PASSWORD }),
  },
  { name: 'useSecondFactor.begin', rule: OWN_ACCOUNT, act: ({ actions }, viewer) => actions.useSecondFactor.begin(viewer, null) },
  {
    name: 'useSecondFactor.renewCodes',
    note: 'of none',
    rule: 'S o o o o o o o',
    act: ({ actions }, viewer) => actions.useSecondFactor.renewCodes(viewer, PASSWORD),
  },
  { name: 'useSecondFactor.turnOff', rule: OWN_ACCOUNT, act: ({ actions }, viewer) => actions.useSecondFactor.turnOff(viewer, PASSWORD) },
  { name: 'exportPerson', note: 'of themselves', rule: '0 + + + + + + +', act: ({ actions }, viewer) => actions.exportPerson(viewer, userOf(viewer)) },
  {
    name: 'changeOrganisation',
    note: 'the home of all but the stranger',
    rule: 'S - - - - + + -',
    act: ({ actions, home }, viewer, { n }) => actions.changeOrganisation(viewer, home, { name: `Ort ${n}` }),
  },
  {
    name: 'changeOrganisation',
    note: 'the home of the stranger',
    rule: 'S + - - - - - -',
    act: ({ actions, abroad }, viewer, { n }) => actions.changeOrganisation(viewer, abroad, { name: `Ort ${n}` }),
  },
];

export const PERSON_ROWS: readonly PersonRow[] = [
  ...OFFICE.map((row) => ({ ...row, of: 'somebody' as const })),
  ...ANOTHERS.map((row) => ({ ...row, of: 'author' as const })),
  ...OWN.map((row) => ({ ...row, of: 'self' as const })),
];
