import type { Addresses } from '../domain/addresses.ts';
import { CONTENT_TYPES, RECORD_TYPES } from '../domain/content/content-types.ts';
import type { Content } from '../domain/content/field.ts';
import { freshnessOf } from '../domain/freshness.ts';
import type { RemindedRecord } from '../domain/mail.ts';
import { type KnowledgeRecord, mayPublish } from '../domain/record.ts';
import type { User } from '../domain/user.ts';
import type { Viewer } from '../domain/viewer.ts';
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
    const concerned = new Map<User, KnowledgeRecord[]>();
    for await (const record of unconfirmed(now)) {
      for (const person of peopleFor(record, active)) concerned.set(person, [...(concerned.get(person) ?? []), record]);
    }
    let reminded = 0;
    for (const [person, theirs] of concerned) {
      const before = await reminders.lastReminded(person.id);
      if (!isPast(before, AGAIN_AFTER, now)) continue;
      const asked = theirs.sort(oldestFirst).map((record) => asAsked(record, addresses));
      // The key says which reminder it is: should we die before the next line, the same one is not queued again.
      const key = `reminder ${person.id} ${before ?? 'first'}`;
      const order = { kind: 'reminder', to: person.email, language: 'de', records: asked, link: `${addresses.base}/my/records` } as const;
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
  const able = active.filter((user) => mayPublish(viewerOf(user), record.publisher));
  const creator = able.filter(({ id }) => id === record.createdBy);
  const editors = able.filter(({ role }) => role === 'editor');
  return [creator, editors].find(({ length }) => length > 0) ?? able;
}

function viewerOf({ id, role, organisations }: User): Viewer {
  return { kind: 'staff', user: id, role, organisations, mayWrite: true };
}

/** A clock that was set back must not stop the reminders for years. */
function isPast(instant: string | null, span: number, now: Date): boolean {
  if (instant === null) return true;
  const age = now.getTime() - Date.parse(instant);
  return age >= span || age < 0;
}

function oldestFirst(a: KnowledgeRecord, b: KnowledgeRecord): number {
  const [one, other] = [a.lastConfirmedAt ?? '', b.lastConfirmedAt ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}

function asAsked({ type, slug, content, lastConfirmedAt }: KnowledgeRecord, addresses: Addresses): RemindedRecord {
  const title = (content as Content)[CONTENT_TYPES[type].title];
  return { title: typeof title === 'string' ? title : slug, href: addresses.page(type, slug), since: lastConfirmedAt };
}
