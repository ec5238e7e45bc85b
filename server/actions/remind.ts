import type { Addresses } from '../domain/addresses.ts';
import { RECORD_TYPES } from '../domain/content/content-types.ts';
import { freshnessOf } from '../domain/freshness.ts';
import type { RemindedRecord } from '../domain/mail.ts';
import { type KnowledgeRecord, mayPublish } from '../domain/record.ts';
import { titleOf } from '../domain/title.ts';
import { actingAs, type User } from '../domain/user.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { ReminderStore } from '../ports/reminder-store.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { UserStore } from '../ports/user-store.ts';
import type { QueueMail } from './queue-mail.ts';

interface Needs {
  records: Pick<RecordStore, 'page'>;
  users: Pick<UserStore, 'all'>;
  settings: Pick<SettingsStore, 'find'>;
  reminders: ReminderStore;
  clock: Clock;
  addresses: Addresses;
  queueMail: QueueMail;
}

export type Remind = ReturnType<typeof remind>;

const DAY = 24 * 60 * 60_000;
const AGAIN_AFTER = 30 * DAY;
const AT_ONCE = 200;
/** A mail that names thousands of records is read by nobody; the page it leads to shows them all. */
const MOST_NAMED = 25;

/** Looks once a day which records nobody has confirmed for six months, and asks those concerned: one mail each, at most every 30 days. */
export function remind({ records, users, settings, reminders, clock, addresses, queueMail }: Needs) {
  const isDue = async (): Promise<boolean> => {
    if (!(await settings.find()).reminds) return false;
    return isPast(await reminders.lastLook(), DAY, clock());
  };

  /** Answers with how many people were reminded. Interrupted, it is done again, and nobody is reminded twice. */
  const run = async (): Promise<number> => {
    const now = clock();
    const active = (await users.all()).filter(({ disabled }) => disabled === null);
    const concerned = new Map<User, RemindedRecord[]>();
    for await (const record of unconfirmed(now)) {
      const asked = asAsked(record, addresses);
      for (const person of peopleFor(record, active)) {
        const theirs = concerned.get(person) ?? [];
        theirs.push(asked);
        concerned.set(person, theirs);
      }
    }
    let reminded = 0;
    for (const [person, theirs] of concerned) {
      const before = await reminders.lastReminded(person.id);
      if (!isPast(before, AGAIN_AFTER, now)) continue;
      const asked = theirs.sort(oldestFirst).slice(0, MOST_NAMED);
      // The key says which reminder it is: should we die before the next line, the same one is not queued again.
      const key = `reminder ${person.id} ${before ?? 'first'}`;
      const { email: to, language } = person;
      const order = { kind: 'reminder', to, language, records: asked, count: theirs.length, link: `${addresses.base}/my/records` } as const;
      if (await queueMail(order, key)) reminded += 1;
      await reminders.reminded(person.id, now.toISOString());
    }
    await reminders.looked(now.toISOString());
    return reminded;
  };

  /** Public, the town's own, and older than six months without a word. */
  async function* unconfirmed(now: Date): AsyncGenerator<KnowledgeRecord> {
    for (const type of RECORD_TYPES) {
      for (let after: string | null = null; ; ) {
        const page: KnowledgeRecord[] = await records.page({ type, visibility: 'public' }, after, AT_ONCE);
        yield* page.filter(({ values, lastConfirmedAt }) => values.origin === 'own' && freshnessOf(lastConfirmedAt, now) !== 'current');
        after = page.at(-1)?.id ?? null;
        if (page.length < AT_ONCE) break;
      }
    }
  }

  return { isDue, run };
}

/** Whoever began it, when they can still confirm it; else the editors of its organisation; else its admins. */
function peopleFor(record: KnowledgeRecord, active: readonly User[]): readonly User[] {
  const able = active.filter((user) => mayPublish(actingAs(user), record.publisher));
  const creator = able.filter(({ id }) => id === record.createdBy);
  const editors = able.filter(({ role }) => role === 'editor');
  return [creator, editors].find(({ length }) => length > 0) ?? able;
}

/** A clock that was set back must not stop the reminders for years. */
function isPast(instant: string | null, span: number, now: Date): boolean {
  if (instant === null) return true;
  const age = now.getTime() - Date.parse(instant);
  return age >= span || age < 0;
}

function oldestFirst(a: RemindedRecord, b: RemindedRecord): number {
  const [one, other] = [a.since ?? '', b.since ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}

function asAsked(record: KnowledgeRecord, addresses: Addresses): RemindedRecord {
  const { type, slug, lastConfirmedAt } = record;
  return { title: titleOf(record) || slug, href: addresses.page(type, slug), since: lastConfirmedAt };
}
