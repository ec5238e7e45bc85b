import type { Organisation } from '../../../server/domain/organisation.ts';
import type { User } from '../../../server/domain/user.ts';
import type { Viewer } from '../../../server/domain/viewer.ts';
import { type StaffBrowser, signedIn } from '../../fixtures/a-staff-browser.ts';
import { ADMIN } from '../../fixtures/an-instance.ts';
import { aHouseWithDoors, type HouseWithDoors, PASSWORD } from '../account/a-house-with-doors.ts';

export interface Office {
  readonly town: HouseWithDoors;
  readonly admin: User;
  readonly editor: User;
  readonly organisation: Organisation;
  /** The first admin, as actions know him. */
  readonly chief: Viewer;
  /** The first admin in his browser. */
  browser(): Promise<StaffBrowser>;
  as(user: User): Promise<StaffBrowser>;
  user(id: string): Promise<User>;
  close(): Promise<void>;
}

/** A town with an admin and an editor. */
export async function anOffice(settings: Readonly<Record<string, string>> = {}): Promise<Office> {
  const town = await aHouseWithDoors(settings);
  const { users, organisations } = town.house.stores;
  const admin = await users.findByEmail(ADMIN.email);
  const [organisation] = await organisations.all();
  if (admin === undefined || organisation === undefined) throw new Error('The town is not set up');
  const editor = await town.person('erika.mustermann@musterstadt.example', 'editor');
  const browsers = new Map<string, Promise<StaffBrowser>>();
  const once = (email: string, password: string): Promise<StaffBrowser> => {
    const known = browsers.get(email) ?? signedIn(town.url, email, password);
    browsers.set(email, known);
    return known;
  };
  return {
    town,
    admin,
    editor,
    organisation,
    chief: { kind: 'staff', user: admin.id, role: 'admin', organisations: admin.organisations, mayWrite: true },
    browser: () => once(ADMIN.email, ADMIN.password),
    as: (user) => once(user.email, PASSWORD),
    async user(id) {
      const found = await users.find(id);
      if (found === undefined) throw new Error(`Nobody has the id ${id}`);
      return found;
    },
    close: () => town.close(),
  };
}
