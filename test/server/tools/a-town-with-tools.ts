import type { RecordType } from '../../../server/domain/content/content-types.ts';
import type { KnowledgeRecord } from '../../../server/domain/record.ts';
import { FULL_PROJECT, LESSONS } from '../../browser/a-full-town.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { aVisitor, type StaffBrowser, signedIn } from '../../fixtures/a-staff-browser.ts';
import { ADMIN, pause } from '../../fixtures/an-instance.ts';
import { aHouseWithDoors, type HouseWithDoors } from '../account/a-house-with-doors.ts';

export interface TownWithTools {
  readonly doors: HouseWithDoors;
  readonly visitor: StaffBrowser;
  readonly admin: StaffBrowser;
  readonly full: KnowledgeRecord;
  readonly other: KnowledgeRecord;
  readonly draft: KnowledgeRecord;
  readonly followers: KnowledgeRecord;
  add(type: RecordType, input: Readonly<Record<string, unknown>>): Promise<KnowledgeRecord>;
  /** Until everything that happened was carried. */
  settled(): Promise<void>;
}

/** A town with a full project, another one, a draft, and one for followers only. */
export async function aTownWithTools(): Promise<TownWithTools> {
  const doors = await aHouseWithDoors();
  const { house, operator } = doors;
  const [home] = await house.stores.organisations.all();
  await house.actions.changeOrganisation(operator, home?.id ?? '', { population: 12_000 });
  const add: TownWithTools['add'] = async (type, input) => {
    const made = await house.actions.createRecord(operator, type, null, input);
    if (!made.ok) throw new Error(`Not kept: ${JSON.stringify(made.refusal)}`);
    return made.value;
  };
  const settled = async (): Promise<void> => {
    for (let n = 0; n < 200; n += 1) {
      if ((await house.journal.counts()).waiting === 0) return;
      await pause(25);
    }
    throw new Error('The relay did not come to rest');
  };
  const full = await add('project', { ...FULL_PROJECT, visibility: 'public' });
  for (const lesson of LESSONS) await add('lesson', { ...lesson, visibility: 'public', about: full.id });
  const other = await add('project', aProjectInput({ title: 'Laternen mit Zeitschaltuhr', costOneOff: { exact: 12_000 } }));
  const draft = await add('project', aProjectInput({ title: 'Geheimer Entwurf', visibility: 'draft' }));
  const followers = await add('project', aProjectInput({ title: 'Nur unter Kollegen', visibility: 'followers' }));
  await settled();
  return { doors, visitor: aVisitor(doors.url), admin: await signedIn(doors.url, ADMIN.email, ADMIN.password), full, other, draft, followers, add, settled };
}
