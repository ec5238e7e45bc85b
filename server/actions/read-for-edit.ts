import { completenessOf } from '../domain/computed.ts';
import type { RecordType } from '../domain/content/content-types.ts';
import type { Content } from '../domain/content/field.ts';
import type { FieldProblem } from '../domain/content/field-problem.ts';
import type { Organisation } from '../domain/organisation.ts';
import { missingOf } from '../domain/published.ts';
import { isTombstone, type KnowledgeRecord, maySeeInside, refusalTo } from '../domain/record.ts';
import { type Rights, rightsOver } from '../domain/record-rights.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import { edited } from '../domain/working-copy.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { RecordStore, Stored } from '../ports/record-store.ts';
import type { SettingsStore } from '../ports/settings-store.ts';

interface Needs {
  records: Pick<RecordStore, 'find' | 'findByAddress'>;
  organisations: Pick<OrganisationStore, 'find'>;
  settings: Pick<SettingsStore, 'find'>;
}

/** A record as those see it who work on it. */
export interface RecordForEdit {
  readonly record: KnowledgeRecord;
  /** As its forms show it: with the working copy, if there is one. */
  readonly edited: KnowledgeRecord;
  readonly publisher: Organisation;
  /** What keeps it from going out. */
  readonly missing: readonly FieldProblem[];
  /** 0 to 100, of the edited state. */
  readonly completeness: number;
  readonly isFourEyes: boolean;
  readonly rights: Rights;
}

export type ReadForEdit = ReturnType<typeof readForEdit>;

/** For the people of its organisation, readers too: what they may do stands in `rights`. By an old address it gives the record with its present slug. */
export function readForEdit({ records, organisations, settings }: Needs) {
  const whole = async (viewer: Viewer, found: Stored | undefined): Promise<Result<RecordForEdit>> => {
    const refusal = refusalTo(maySeeInside, viewer, found);
    if (refusal !== null || found === undefined || isTombstone(found)) return refuse(refusal ?? { kind: 'not-found' });
    const [publisher, rules] = await Promise.all([organisations.find(found.publisher), settings.find()]);
    if (publisher === undefined) throw new Error(`The publisher of ${found.id} is not here: ${found.publisher}`);
    const shown = edited(found);
    return accept({
      record: found,
      edited: shown,
      publisher,
      missing: missingOf(found),
      completeness: completenessOf(found.type, shown.content as Content),
      isFourEyes: rules.isFourEyes,
      rights: rightsOver(viewer, found, rules),
    });
  };
  return {
    byId: async (viewer: Viewer, id: string) => whole(viewer, await records.find(id)),
    byAddress: async (viewer: Viewer, type: RecordType, slug: string) => whole(viewer, await records.findByAddress(type, slug)),
  };
}
