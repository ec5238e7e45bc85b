import type { Addresses } from '../domain/addresses.ts';
import { administered, refusalToAdminister } from '../domain/administer.ts';
import { problem } from '../domain/content/field-problem.ts';
import type { Happening } from '../domain/happening.ts';
import { writtenOrganisation } from '../domain/new-organisation.ts';
import type { Organisation } from '../domain/organisation.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { PlaceStore } from '../ports/place-store.ts';

interface Needs {
  organisations: Pick<OrganisationStore, 'add'>;
  places: Pick<PlaceStore, 'find'>;
  clock: Clock;
  addresses: Addresses;
}

export type AddOrganisation = ReturnType<typeof addOrganisation>;

/** Another organisation on this instance, with an actor of its own; only admins. Nobody belongs to it yet. */
export function addOrganisation({ organisations, places, clock, addresses }: Needs) {
  return async (viewer: Viewer, input: Readonly<Record<string, unknown>>): Promise<Result<Organisation>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const { ags } = input;
    const register = typeof ags === 'string' ? await places.find(ags) : undefined;
    const { value: content, problems } = writtenOrganisation(null, input, register);
    if (problems.length > 0 || content.handle === null) return invalid(...problems);
    const now = clock().toISOString();
    const { handle } = content;
    const organisation: Organisation = { id: addresses.organisation(handle), handle, created: now, updated: now, revision: 1, content };
    const happened: Happening = { ...administered(userOf(viewer), organisation.id, now, 'organisation-added', handle), kind: 'organisation-changed' };
    return (await organisations.add(organisation, [happened])) ? accept(organisation) : invalid(problem('handle', 'taken'));
  };
}
