import { refusalToAdminister } from '../domain/administer.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { MailStore } from '../ports/mail-store.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { ReportStore } from '../ports/report-store.ts';
import type { UserStore } from '../ports/user-store.ts';
import type { CheckContacts } from './check-contacts.ts';

interface Needs {
  records: Pick<RecordStore, 'page' | 'count' | 'countDesk'>;
  organisations: Pick<OrganisationStore, 'all'>;
  users: Pick<UserStore, 'all'>;
  mails: Pick<MailStore, 'count'>;
  reports: Pick<ReportStore, 'count'>;
  checkContacts: CheckContacts;
  clock: Clock;
}

export interface Overview {
  /** Of content that somebody considers illegal, and not decided yet. */
  readonly reports: number;
  /** Submitted and waiting for somebody to publish or send back. */
  readonly reviews: number;
  readonly mailsFailed: number;
  readonly mailsWaiting: number;
  /** Published projects that nobody can be called about, and the first few of them. */
  readonly withoutContact: number;
  readonly examples: readonly KnowledgeRecord[];
  readonly records: { readonly published: number; readonly all: number };
  readonly people: { readonly active: number; readonly closed: number; readonly admins: number; readonly adminsWithoutSecondFactor: number };
  readonly organisations: number;
}

export type ReadOverview = ReturnType<typeof readOverview>;

const AT_ONCE = 500;
const MOST_RECORDS = 20_000;
const EXAMPLES = 5;
const KEPT_MS = 60_000;

interface Unreachable {
  readonly count: number;
  readonly examples: readonly KnowledgeRecord[];
}

/** What waits for an admin, and how much there is. Projects without a contact are looked for at most once a minute: that reads them all. */
export function readOverview({ records, organisations, users, mails, reports, checkContacts, clock }: Needs) {
  const kept: { found: Promise<Unreachable> | null; until: number } = { found: null, until: 0 };

  return async (viewer: Viewer): Promise<Result<Overview>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const [towns, people, unreachable] = await Promise.all([organisations.all(), users.all(), lately()]);
    const publishers = towns.map(({ id }) => id);
    const [open, reviews, all, published, followers, refused, givenUp, waiting] = await Promise.all([
      reports.count('open'),
      records.countDesk({ publishers, states: ['submitted'], type: null, createdBy: null, confirmedBefore: null }),
      records.count({}),
      records.count({ visibility: 'public' }),
      records.count({ visibility: 'followers' }),
      mails.count('refused'),
      mails.count('given-up'),
      mails.count('waiting'),
    ]);
    const active = people.filter(({ disabled }) => disabled === null);
    const admins = active.filter(({ role }) => role === 'admin');
    return accept({
      reports: open,
      reviews,
      mailsFailed: refused + givenUp,
      mailsWaiting: waiting,
      withoutContact: unreachable.count,
      examples: unreachable.examples,
      records: { published: published + followers, all },
      people: {
        active: active.length,
        closed: people.length - active.length,
        admins: admins.length,
        adminsWithoutSecondFactor: admins.filter(({ secondFactor }) => secondFactor === null).length,
      },
      organisations: towns.length,
    });
  };

  function lately(): Promise<Unreachable> {
    const now = clock().getTime();
    if (kept.found === null || now >= kept.until) {
      const found = withoutContact();
      Object.assign(kept, { found, until: now + KEPT_MS });
      // What failed is not kept.
      found.catch(() => Object.assign(kept, { until: 0 }));
    }
    return kept.found ?? withoutContact();
  }

  async function withoutContact(): Promise<Unreachable> {
    const found = { count: 0, examples: [] as KnowledgeRecord[] };
    for (let after: string | null = null, read = 0; read < MOST_RECORDS; ) {
      const page: KnowledgeRecord[] = await records.page({ type: 'project' }, after, AT_ONCE);
      const troubles = await checkContacts.all(page);
      found.count += troubles.size;
      for (const record of page) if (troubles.has(record.id) && found.examples.length < EXAMPLES) found.examples.push(record);
      read += page.length;
      after = page.at(-1)?.id ?? null;
      if (page.length < AT_ONCE) break;
    }
    return found;
  }
}
