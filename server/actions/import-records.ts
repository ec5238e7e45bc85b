import type { Addresses } from '../domain/addresses.ts';
import { fieldsOf } from '../domain/content/content-types.ts';
import { essenceOf } from '../domain/essence.ts';
import { failed, failedBy, type ImportedRow, keyOf, plannedImport, settled, skipped } from '../domain/import-plan.ts';
import type { ImportRow } from '../domain/import-row.ts';
import { blank, type Written, written } from '../domain/new-record.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import type { Refusal } from '../domain/result.ts';
import { slugCandidate } from '../domain/slug.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordStore, Stored } from '../ports/record-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { ChangeRecord } from './change-record.ts';
import type { CreateRecord, Provenance } from './create-record.ts';
import { inTheirOrder } from './import-order.ts';

interface Needs {
  records: Pick<RecordStore, 'find' | 'findByImportKey'>;
  createRecord: CreateRecord;
  changeRecord: ChangeRecord;
  secrets: Pick<Secrets, 'newId' | 'hashToken'>;
  clock: Clock;
  addresses: Addresses;
}

export interface ImportOptions {
  /** Says what would happen, and writes nothing. */
  readonly dryRun: boolean;
  readonly onProgress: (done: number, total: number) => void;
}

// Enough for the store to write many in one go.
const AT_ONCE = 100;
// As this program names records; anything else below our address is somebody's invention.
const OWN_NAME = /^[a-z0-9]{1,64}$/;

export type ImportRecords = ReturnType<typeof importRecords>;

/**
 * Takes over the rows of a file, each for itself: a bad one stops no other. Safe to repeat: what stands here already stays as it is, and
 * what a person changed or deleted since is left alone. Answers in the order of the rows.
 */
export function importRecords({ records, createRecord, changeRecord, secrets, clock, addresses }: Needs) {
  const fingerprint = (value: Written, extra: KnowledgeRecord['extra']): string => secrets.hashToken(essenceOf(value, extra));
  const home = addresses.record('');
  const isOurs = (key: string): boolean => key.startsWith(home) && OWN_NAME.test(key.slice(home.length));

  const existing = async (publisher: string, row: ImportRow): Promise<Stored | undefined> => {
    const key = keyOf(row);
    const found = isOurs(key) ? await records.find(key) : undefined;
    return found ?? (await records.findByImportKey(publisher, isOurs(key) ? (row.past?.importKey ?? key) : key));
  };

  /** Rows of the file by their keys, else records of an earlier import; anything else is an address and stays. */
  const resolved = async (publisher: string, row: ImportRow, ids: ReadonlyMap<string, string | null>): Promise<ImportRow> => {
    const idOf = async (reference: unknown): Promise<unknown> => {
      if (typeof reference !== 'string' || reference === '') return reference;
      return ids.get(reference) ?? (isOurs(reference) ? reference : ((await records.findByImportKey(publisher, reference))?.id ?? reference));
    };
    const links = await Promise.all(Object.entries(row.input).map(async ([name, value]) => [name, isLink(row, name) ? await idOf(value) : value] as const));
    const replaces = (await idOf(row.past?.replaces ?? null)) as string | null;
    return { ...row, input: Object.fromEntries(links), past: row.past === null ? null : { ...row.past, replaces } };
  };

  const provenanceOf = (row: ImportRow, value: Written): Provenance => {
    const key = keyOf(row);
    const { past } = row;
    const fresh = { importKey: key, importedAs: fingerprint(value, row.extra), extra: row.extra };
    if (past === null) return { ...fresh, kept: null };
    const now = clock().toISOString();
    // What a file dates into the future would stand before everything, fresh for ever.
    const been = (instant: string | null): string | null => (instant !== null && Date.parse(instant) > Date.parse(now) ? now : instant);
    const isPublic = value.visibility !== 'draft';
    const kept = {
      id: isOurs(key) ? key : addresses.record(secrets.newId()),
      slug: past.slug ?? slugCandidate(row.title, 0),
      formerSlugs: past.formerSlugs,
      created: been(past.created) ?? now,
      published: isPublic ? (been(past.published) ?? now) : null,
      updated: been(past.updated) ?? now,
      lastConfirmedAt: been(past.lastConfirmedAt),
      replaces: past.replaces,
    };
    return isOurs(key) ? { ...fresh, importKey: past.importKey, importedAs: past.importedAs, kept } : { ...fresh, kept };
  };

  const taken = async (viewer: Viewer, publisher: string, row: ImportRow, dryRun: boolean): Promise<ImportedRow> => {
    const { value, problems } = written(row.type, blank(row.type, 'de'), row.input);
    const before = await existing(publisher, row);
    const plan = plannedImport(row, value, [...row.problems, ...problems], before, fingerprint);
    if (plan.kind === 'settled') return plan.row;
    if (dryRun) return settled(row, plan.kind === 'create' ? 'new' : 'changed', plan.kind === 'create' ? addresses.record(secrets.newId()) : plan.before.id);
    const input = { visibility: value.visibility, ...value.values, ...value.content };
    if (plan.kind === 'create') {
      const made = await createRecord(viewer, row.type, publisher, input, provenanceOf(row, value));
      return made.ok ? settled(row, 'new', made.value.id) : refusedRow(row, made.refusal);
    }
    const { id, revision } = plan.before;
    const changed = await changeRecord(viewer, id, input, { extra: row.extra, importedAs: fingerprint(value, row.extra), revision });
    if (!changed.ok) return refusedRow(row, changed.refusal);
    // Somebody was quicker than we were.
    return changed.value.revision === revision ? skipped(row, 'by-hand', id) : settled(row, 'changed', id);
  };

  return async (viewer: Viewer, rows: readonly ImportRow[], { dryRun, onProgress }: ImportOptions): Promise<readonly ImportedRow[]> => {
    if (viewer.kind === 'visitor') throw new Error('An import needs somebody to act for');
    const publisherOf = (row: ImportRow): string => homeOf(viewer.organisations, row.publisher);
    return inTheirOrder(rows, AT_ONCE, onProgress, referencesOf, async (row, ids) => {
      const publisher = publisherOf(row);
      return taken(viewer, publisher, await resolved(publisher, row, ids), dryRun);
    });
  };
}

function refusedRow(row: ImportRow, refusal: Refusal): ImportedRow {
  return refusal.kind === 'invalid' ? failed(row, refusal.problems) : failedBy(row, { code: 'refused', values: {} });
}

/** The organisation itself, or the one here of the same handle, or else the first. */
function homeOf(own: readonly string[], publisher: string | null): string {
  const handle = publisher?.split('/').at(-1);
  return own.find((id) => id === publisher) ?? own.find((id) => id.endsWith(`/${handle}`)) ?? own[0] ?? '';
}

function isLink(row: ImportRow, name: string): boolean {
  return fieldsOf(row.type).some((field) => field.name === name && field.kind === 'iri');
}

function referencesOf(row: ImportRow): string[] {
  const linked = Object.entries(row.input).flatMap(([name, value]) => (typeof value === 'string' && isLink(row, name) ? [value] : []));
  return row.past?.replaces == null ? linked : [...linked, row.past.replaces];
}
