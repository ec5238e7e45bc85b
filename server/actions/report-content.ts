import type { Addresses } from '../domain/addresses.ts';
import { contactMailbox } from '../domain/contact.ts';
import { CONTENT_TYPES, RECORD_TYPES } from '../domain/content/content-types.ts';
import { problem } from '../domain/content/field-problem.ts';
import type { MailLanguage } from '../domain/mail.ts';
import { isTombstone, refusalToRead } from '../domain/record.ts';
import { checkReport, type Report, type ReportInput } from '../domain/report.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { titleOf } from '../domain/title.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { AttemptStore } from '../ports/attempt-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordStore, Stored } from '../ports/record-store.ts';
import type { ReportStore } from '../ports/report-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UserStore } from '../ports/user-store.ts';
import type { QueueMail } from './queue-mail.ts';
import { placeOf, slowed } from './slow-guessing.ts';

interface Needs {
  reports: ReportStore;
  records: Pick<RecordStore, 'find' | 'findByAddress'>;
  attempts: AttemptStore;
  secrets: Pick<Secrets, 'newToken' | 'hashToken' | 'fingerprint' | 'seal' | 'open'>;
  queueMail: QueueMail;
  users: Pick<UserStore, 'all'>;
  /** The receipt, and what those learn who decide, in words, paragraph by paragraph. */
  sayReceipt: (report: Report) => readonly string[];
  sayArrival: (report: Report, language: MailLanguage) => readonly string[];
  clock: Clock;
  addresses: Addresses;
}

/** What comes with a form besides the report, to tell people from machines without asking anybody else. */
export interface Circumstances {
  /** The network address. */
  readonly from: string;
  readonly language: 'de' | 'en';
  /** A field that people do not see. */
  readonly trap: string;
  /** When the form was shown, sealed. */
  readonly stamp: string;
}

const STAMP = 'report-form';
const HOUR = 60 * 60_000;
/** Nobody reads and writes so fast; a form may lie open for days. */
const FASTEST_MS = 2_500;
const OLDEST_MS = 7 * 24 * HOUR;
const PER_PLACE = { most: 20, window: HOUR };
const BY_ALL = { most: 500, window: HOUR };

export type ReportContent = ReturnType<typeof reportContent>;

/** Takes in a report under Article 16 of the Digital Services Act, and tells the reporter that it has come. Anybody may report. */
export function reportContent({ reports, records, attempts, secrets, queueMail, users, sayReceipt, sayArrival, clock, addresses }: Needs) {
  const at = async (address: string): Promise<Stored | undefined> => {
    if (!address.startsWith(`${addresses.base}/`)) return undefined;
    const path = new URL(address).pathname.slice(new URL(addresses.base).pathname.replace(/\/$/, '').length);
    const type = RECORD_TYPES.find((known) => path.startsWith(`/${CONTENT_TYPES[known].path}/`));
    if (type !== undefined) return records.findByAddress(type, path.split('/')[2] ?? '');
    return path.startsWith('/records/') ? records.find(addresses.record(path.split('/')[2] ?? '')) : undefined;
  };

  /** The record that an address means, if it is one of ours that this viewer may read. */
  const about = async (viewer: Viewer, address: string): Promise<Report['record']> => {
    const found = await at(address);
    if (found === undefined || isTombstone(found) || refusalToRead(viewer, found) !== null) return null;
    return { id: found.id, title: titleOf(found), publisher: found.publisher, mailbox: contactMailbox(found) };
  };

  const newStamp = (): string => secrets.seal(String(clock().getTime()), STAMP);
  const ageOf = (stamp: string): number => clock().getTime() - Number(secrets.open(stamp.slice(0, 500), STAMP) ?? Number.NaN);

  return {
    about,

    /** For the form that is shown now. */
    stamp: newStamp,

    /** The same, as long as it is worth something: it gets older while somebody mends the form. */
    stampAgain: (stamp: string): string => (ageOf(stamp) <= OLDEST_MS ? stamp : newStamp()),

    async file(viewer: Viewer, input: ReportInput, { from, language, trap, stamp }: Circumstances): Promise<Result<Report>> {
      const { value, problems } = checkReport(input);
      const now = clock();
      const age = ageOf(stamp);
      // Both are told, not hidden: a person whom a helper's tool misled sends again and is heard.
      const odd = trap !== '' ? [problem('reportTrap', 'read-only')] : age >= FASTEST_MS && age <= OLDEST_MS ? [] : [problem('reportForm', 'too-short')];
      if (value === null || problems.length > 0 || odd.length > 0) return invalid(...problems, ...odd);
      const often = (await slowed(attempts, `report ${placeOf(secrets, from)}`, PER_PLACE, now)) ?? (await slowed(attempts, 'reports-by-all', BY_ALL, now));
      if (often !== null) return refuse(often);
      const { name, email, ...said } = value;
      const report = { ...said, at: now.toISOString(), record: await about(viewer, said.address), reporter: { name, email, language }, decision: null };
      const kept = await add(report, now);
      if (email !== null) {
        const letter = { kind: 'report-receipt', number: kept.id, paragraphs: sayReceipt(kept), href: said.address } as const;
        await queueMail({ ...letter, to: email, language }, `report-receipt ${kept.id}`);
      }
      await tellAdmins(kept);
      return accept(kept);
    },

    /** Whether there is one of this number; nothing else is told to strangers. */
    isThere: async (number: string): Promise<boolean> => (await reports.find(number)) !== undefined,
  };

  async function tellAdmins(report: Report): Promise<void> {
    const letter = { kind: 'report-arrived', number: report.id, href: `${addresses.base}/admin/reports/${report.id}` } as const;
    for (const { email, role, disabled, language } of await users.all()) {
      if (role !== 'admin' || disabled !== null) continue;
      const order = { ...letter, paragraphs: sayArrival(report, language), to: email, language };
      await queueMail(order, `report-arrived ${report.id} ${email}`);
    }
  }

  async function add(report: Omit<Report, 'id'>, now: Date): Promise<Report> {
    for (;;) {
      const signs = secrets.hashToken(secrets.newToken()).slice(0, 8).toUpperCase();
      const kept = { ...report, id: `${now.getUTCFullYear()}-${signs.slice(0, 4)}-${signs.slice(4)}` };
      if (await reports.add(kept)) return kept;
    }
  }
}
