import { problem } from '../domain/content/field-problem.ts';
import type { Happening } from '../domain/happening.ts';
import { writtenOrganisation } from '../domain/new-organisation.ts';
import { type Organisation, refusalToGovern } from '../domain/organisation.ts';
import type { Place } from '../domain/place.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { PlaceStore } from '../ports/place-store.ts';

interface Needs {
  organisations: Pick<OrganisationStore, 'change'>;
  places: Pick<PlaceStore, 'find'>;
  clock: Clock;
}

type Input = Readonly<Record<string, unknown>>;

export type ChangeOrganisation = ReturnType<typeof changeOrganisation>;

/** Changes the fields sent and leaves the others; only its editors and admins. With the `revision` somebody read, it refuses as outdated when another one stands there. */
export function changeOrganisation({ organisations, places, clock }: Needs) {
  return async (viewer: Viewer, id: string, input: Input, revision: number | null = null): Promise<Result<Organisation>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    const { ags } = input;
    const register = typeof ags === 'string' ? await places.find(ags) : undefined;
    // The store may ask more than once while others write; what it was told last is what counts.
    const last: { answer: Result<Organisation> } = { answer: refuse({ kind: 'not-found' }) };
    await organisations.change(id, (before) => {
      last.answer = decided(viewer, before, input, register, revision, clock().toISOString());
      if (!last.answer.ok || last.answer.value === before) return null;
      return { organisation: last.answer.value, happened: [changed(before, last.answer.value, userOf(viewer))] };
    });
    return last.answer;
  };
}

/** The organisation as it shall be from now on: the same one when nothing changes. */
function decided(viewer: Viewer, before: Organisation, input: Input, register: Place | undefined, revision: number | null, now: string): Result<Organisation> {
  const refusal = refusalToGovern(viewer, before, revision);
  if (refusal !== null) return refuse(refusal);
  const { handle, ...fields } = input;
  const { value: content, problems } = writtenOrganisation(before.content, fields, register);
  // It stands in every address of the organisation.
  const all = handle === undefined ? problems : [problem('handle', 'read-only'), ...problems];
  if (all.length > 0) return invalid(...all);
  if (JSON.stringify(content) === JSON.stringify(before.content)) return accept(before);
  return accept({ ...before, content, updated: now, revision: before.revision + 1 });
}

function changed(before: Organisation, { id, updated, content }: Organisation, by: string): Happening {
  const fields = Object.entries(content).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before.content[name as keyof Organisation['content']]),
  );
  const act = { name: 'organisation-changed', detail: fields.map(([name]) => name).join(', ') } as const;
  return { kind: 'organisation-changed', subject: id, at: updated, by, touches: [], version: null, act };
}
