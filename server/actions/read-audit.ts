import { refusalToAdminister } from '../domain/administer.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { nameOf } from '../domain/user.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { AuditEntry, AuditStore } from '../ports/audit-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { LinkStore } from '../ports/link-store.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { UserStore } from '../ports/user-store.ts';

interface Needs {
  audit: AuditStore;
  users: Pick<UserStore, 'findMany' | 'all'>;
  organisations: Pick<OrganisationStore, 'all'>;
  links: Pick<LinkStore, 'open'>;
  clock: Clock;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** The instant to go on before; null at the end. */
  readonly next: string | null;
  /** Names of the people (those invited too) and organisations that occur and are still here, by id. */
  readonly names: Readonly<Record<string, string>>;
}

export type ReadAudit = ReturnType<typeof readAudit>;

const PER_PAGE = 50;
const MOST = 100_000;
const AT_ONCE = 1_000;

/** What was done by whom, for admins only; nobody can change it. */
export function readAudit({ audit, users, organisations, links, clock }: Needs) {
  const named = async (entries: readonly AuditEntry[]): Promise<AuditPage['names']> => {
    const ids = [...new Set(entries.flatMap(({ by, subject }) => [by, subject]))];
    const [people, towns, invited] = await Promise.all([users.findMany(ids), organisations.all(), links.open('invitation', clock().toISOString())]);
    return Object.fromEntries([
      ...invited.flatMap(({ errand, email }) => (errand.kind === 'invitation' ? [[errand.user, email] as const] : [])),
      ...people.map((user) => [user.id, nameOf(user)] as const),
      ...towns.map(({ id, handle, content }) => [id, content.name ?? handle] as const),
    ]);
  };

  /** Newest first: all, or what one person did or what was done to them. */
  const page = async (viewer: Viewer, about: string | null, before: string | null): Promise<Result<AuditPage>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const found = await read(about, before, PER_PAGE + 1);
    const entries = found.length > PER_PAGE ? wholeInstants(found) : found;
    return accept({ entries, next: found.length > PER_PAGE ? (entries.at(-1)?.at ?? null) : null, names: await named(entries) });
  };

  const read = (about: string | null, before: string | null, limit: number): Promise<AuditEntry[]> =>
    about === null ? audit.page(before, limit) : audit.about(about, before, limit);

  /** Everything, newest first, for a file. */
  const whole = async (viewer: Viewer, about: string | null): Promise<Result<AuditPage>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const entries: AuditEntry[] = [];
    for (let before: string | null = null; entries.length < MOST; ) {
      const found: AuditEntry[] = await read(about, before, AT_ONCE);
      const told = found.length < AT_ONCE ? found : wholeInstants(found);
      entries.push(...told);
      before = told.at(-1)?.at ?? null;
      if (found.length < AT_ONCE) break;
    }
    return accept({ entries, next: null, names: await named(entries) });
  };

  return { page, whole };
}

/** Without the last instant, of which there may be more on the next page: the next page begins before the last one told. */
function wholeInstants(found: readonly AuditEntry[]): readonly AuditEntry[] {
  const last = found.at(-1)?.at;
  const before = found.filter(({ at }) => at !== last);
  return before.length === 0 ? found : before;
}
