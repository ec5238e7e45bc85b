import type { Happening } from '../domain/happening.ts';
import type { Organisation } from '../domain/organisation.ts';

export interface OrganisationStore {
  find(id: string): Promise<Organisation | undefined>;
  findByHandle(handle: string): Promise<Organisation | undefined>;
  /** All of this instance, by name. */
  all(): Promise<Organisation[]>;
  /** False when the id or handle is taken. */
  add(organisation: Organisation, happened: readonly Happening[]): Promise<boolean>;
  change(id: string, next: (before: Organisation) => { organisation: Organisation; happened: readonly Happening[] } | null): Promise<Organisation | undefined>;
}
