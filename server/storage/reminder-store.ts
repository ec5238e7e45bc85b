import type { ReminderStore } from '../ports/reminder-store.ts';
import type { Collections, Shape } from './collection.ts';

interface Kept {
  readonly id: string;
  readonly at: string;
}

const REMINDERS: Shape<Kept> = { name: 'reminders', schema: 1, indexes: [] };
const LOOK = 'look';
// So that no user's id can be taken for the word above.
const ofUser = (user: string): string => `user ${user}`;

/** One document per person who was reminded, and one for the last look. */
export async function openReminderStore(collections: Collections): Promise<ReminderStore> {
  const kept = await collections.open(REMINDERS);
  const read = async (id: string): Promise<string | null> => (await kept.get(id))?.at ?? null;
  const write = async (id: string, at: string): Promise<void> => void (await kept.change(id, () => ({ id, at })));
  return {
    lastLook: () => read(LOOK),
    looked: (at) => write(LOOK, at),
    lastReminded: (user) => read(ofUser(user)),
    reminded: (user, at) => write(ofUser(user), at),
    forget: (user) => kept.delete(ofUser(user)),
  };
}
