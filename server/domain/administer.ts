import type { ActName, Happening } from './happening.ts';
import type { Refusal } from './result.ts';
import type { User } from './user.ts';
import type { Viewer } from './viewer.ts';

/** Why this viewer may not administer the instance; null when he may. For others than admins nothing is there to be administered. */
export function refusalToAdminister(viewer: Viewer): Refusal | null {
  if (viewer.kind === 'visitor' || viewer.role !== 'admin') return { kind: 'not-found' };
  return viewer.mayWrite ? null : { kind: 'not-allowed' };
}

/** What an admin did, as it is written with the change itself. */
export function administered(by: string, subject: string, at: string, name: ActName, detail: string | null = null): Happening {
  return { kind: 'administered', subject, at, by, touches: [], version: null, act: { name, detail } };
}

/** One value that became another, as an act tells it. */
export interface Difference {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

const ARROW = ' → ';
const BETWEEN = '; ';

/** Differences in few words that need no translation; null when there are none. */
export function differences(all: readonly Difference[]): string | null {
  const real = all.filter(({ before, after }) => before !== after);
  return real.length === 0 ? null : real.map(({ what, before, after }) => `${what}: ${before}${ARROW}${after}`).join(BETWEEN);
}

/** Back from the words; null where they are something else. */
export function differencesIn(detail: string): readonly Difference[] | null {
  const read = detail.split(BETWEEN).map((part) => {
    const [what = '', rest] = part.split(': ', 2);
    const [before = '', after] = (rest ?? '').split(ARROW, 2);
    return after === undefined ? null : { what, before, after };
  });
  return read.every((one) => one !== null) ? read : null;
}

export function isActive({ disabled }: Pick<User, 'disabled'>): boolean {
  return disabled === null;
}

/** Whether somebody would still administer the instance if this person did not. */
export function hasOtherAdmin(users: readonly User[], id: string): boolean {
  return users.some((user) => user.id !== id && user.role === 'admin' && isActive(user));
}
