import type { Organisation } from '../domain/organisation.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';

export type ReadOrganisation = ReturnType<typeof readOrganisation>;

export function readOrganisation({ organisations }: { organisations: OrganisationStore }) {
  return async (handle: string): Promise<Result<Organisation>> => {
    const organisation = await organisations.findByHandle(handle);
    return organisation === undefined ? refuse({ kind: 'not-found' }) : accept(organisation);
  };
}

export type ListOrganisations = ReturnType<typeof listOrganisations>;

/** All of this instance, by name. */
export function listOrganisations({ organisations }: { organisations: OrganisationStore }) {
  return (): Promise<Organisation[]> => organisations.all();
}
