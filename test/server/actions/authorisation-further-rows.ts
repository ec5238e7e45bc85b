import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Result } from '../../../server/domain/result.ts';
import type { StoredFile } from '../../../server/domain/stored-file.ts';
import type { Viewer } from '../../../server/domain/viewer.ts';
import { type Desk, value } from './a-desk.ts';
import { there } from './authorisation-table.ts';

type Do = (desk: Desk, viewer: Viewer, id: string) => Promise<Result<unknown>>;

export interface RecordRow {
  readonly name: string;
  readonly note?: string;
  readonly rule: Readonly<Record<'draft' | 'followers' | 'public', string>>;
  readonly act: Do;
  /** Brings a record to where the action makes sense. */
  readonly prepare?: (desk: Desk, id: string) => Promise<unknown>;
}

const WRITES = { draft: 'S 0 - - + + + -', followers: 'S - - - + + + -', public: 'S - - - + + + -' };
const LOOKS_INSIDE = { draft: 'S 0 + + + + + +', followers: 'S - + + + + + +', public: 'S - + + + + + +' };
const READS = { draft: '0 0 + + + + + +', followers: '0 + + + + + + +', public: '+ + + + + + + +' };
const NOT_SHOWN = { draft: '0 0 + + + + + +', followers: '0 0 + + + + + +', public: '0 0 + + + + + +' };
const OWN_TOWNS = { draft: 'S 0 + + + + + +', followers: 'S 0 + + + + + +', public: 'S 0 + + + + + +' };

const SAID = { 'documents.alt': 'Ein Text', 'documents.credit': 'Ada Licht' };
const ALL = { show: 'all', type: null, mine: false, publisher: null, page: 1 } as const;

const addFile = async ({ actions }: Desk, viewer: Viewer, id: string): Promise<Result<StoredFile>> => {
  const path = fileURLToPath(import.meta.url);
  const upload = { path, name: 'notiz.txt', bytes: readFileSync(path).length };
  const added = await actions.addFile(viewer, id, { slot: 'documents.url', typed: SAID, upload });
  if ('wrong' in added) throw new Error(JSON.stringify(added.wrong));
  return added;
};
const hasFile = async (desk: Desk, id: string) => value(await addFile(desk, desk.people.author, id));
const shows = async (desk: Desk, id: string): Promise<void> => {
  await hasFile(desk, id);
  const { visibility } = await desk.present(id);
  if (visibility !== 'draft') value(await desk.actions.publishRecord(desk.people.admin, id, visibility, null));
};
const fileOf = async ({ house }: Desk, id: string): Promise<StoredFile> => {
  const [file] = await house.stores.files.ofRecord(id);
  if (file === undefined) throw new Error('No file');
  return file;
};
const takeOut: Do = async (desk, viewer, id) => {
  const { lines } = value(await desk.actions.manageFiles.list(desk.people.admin, id));
  return desk.actions.manageFiles.takeOut(viewer, id, lines.find(({ file }) => file !== null)?.url ?? '');
};

export const RECORD_ROWS: readonly RecordRow[] = [
  { name: 'readRecord.byId', rule: READS, act: ({ actions }, viewer, id) => actions.readRecord.byId(viewer, id) },
  {
    name: 'readRecord.byAddress',
    rule: READS,
    act: async (desk, viewer, id) => desk.actions.readRecord.byAddress(viewer, 'project', (await desk.present(id)).slug),
  },
  { name: 'readForEdit.byId', rule: LOOKS_INSIDE, act: ({ actions }, viewer, id) => actions.readForEdit.byId(viewer, id) },
  {
    name: 'readForEdit.byAddress',
    rule: LOOKS_INSIDE,
    act: async (desk, viewer, id) => desk.actions.readForEdit.byAddress(viewer, 'project', (await desk.present(id)).slug),
  },
  { name: 'compareRecords', rule: READS, act: async ({ actions }, viewer, id) => there((await actions.compareRecords(viewer, [id])).records.length === 1) },
  { name: 'reportContent.about', rule: READS, act: async ({ actions }, viewer, id) => there((await actions.reportContent.about(viewer, id)) !== null) },
  {
    name: 'findMyRecords',
    rule: OWN_TOWNS,
    act: async (desk, viewer, id) => {
      const found = await desk.actions.findMyRecords(viewer, ALL, (await desk.present(id)).slug.replace(/\D+/g, ''));
      return found.ok ? there(found.value.items.some(({ record }) => record.id === id)) : found;
    },
  },
  { name: 'addFile', rule: WRITES, act: addFile },
  { name: 'manageFiles.list', rule: WRITES, act: ({ actions }, viewer, id) => actions.manageFiles.list(viewer, id), prepare: hasFile },
  { name: 'manageFiles.takeOut', rule: WRITES, act: takeOut, prepare: hasFile },
  {
    name: 'manageFiles.deleteForGood',
    rule: WRITES,
    act: async (desk, viewer, id) => desk.actions.manageFiles.deleteForGood(viewer, id, (await fileOf(desk, id)).id),
    prepare: async (desk, id) => {
      await hasFile(desk, id);
      value(await takeOut(desk, desk.people.author, id));
    },
  },
  {
    name: 'manageFiles.deleteForGood',
    note: 'a file of another record',
    rule: { draft: 'S 0 - - 0 0 0 -', followers: 'S - - - 0 0 0 -', public: 'S - - - 0 0 0 -' },
    act: async (desk, viewer, id) => {
      const other = await desk.aRecord('draft');
      const { id: file } = await hasFile(desk, other.id);
      return desk.actions.manageFiles.deleteForGood(viewer, id, file);
    },
  },
  {
    name: 'readFile.find',
    note: 'shown',
    rule: READS,
    act: async (desk, viewer, id) => desk.actions.readFile.find(viewer, (await fileOf(desk, id)).id),
    prepare: shows,
  },
  {
    name: 'readFile.find',
    note: 'not shown yet',
    rule: NOT_SHOWN,
    act: async (desk, viewer, id) => desk.actions.readFile.find(viewer, (await fileOf(desk, id)).id),
    prepare: hasFile,
  },
];

/** Each with the reason why it stands in no table. */
export const IN_NO_TABLE: Readonly<Record<string, readonly string[]>> = {
  'gives only what everybody may read': [
    'listRecords',
    'listPublic',
    'listChanges',
    'readOrganisation',
    'listOrganisations',
    'findPlace',
    'changeTexts.read',
    'changeTexts.all',
  ],
  'is for everybody, visitors too: Article 16 DSA asks for it': [
    'reportContent.file',
    'reportContent.isThere',
    'reportContent.stamp',
    'reportContent.stampAgain',
  ],
  'is asked by nobody who is signed in; a password, a code or a link decides': [
    'setUp.run',
    'signIn.check',
    'signIn.accountFor',
    'checkSecondFactor',
    'resetPassword.ask',
    'resetPassword.look',
    'resetPassword.set',
    'invitePeople.look',
    'invitePeople.join',
    'useTokens.viewerOf',
  ],
  'is asked by the machine: the command line, the relay, the clock, other actions': [
    'setUp.finish',
    'setUp.isSetUp',
    'cleanFiles.round',
    'cleanFiles.hear',
    'decideReport.tell',
    'decideReport.forgetReporters',
    'keepForms.sweep',
    'sweepAccounts',
    'checkAddress',
    'queueMail',
    'sendMail.round',
    'sendMail.tidy',
    'remind.isDue',
    'remind.run',
    'tellWriters',
    'forgetPerson',
    'useTokens.create',
  ],
  'adds to what an action with a viewer has given already, or touches nothing': [
    'newForm',
    'describeRecords',
    'namePeople',
    'checkContacts.all',
    'checkContacts.contactTrouble',
    'readFile.bytes',
    'readFile.shownIn',
  ],
};
