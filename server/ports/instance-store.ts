import type { Organisation } from '../domain/organisation.ts';
import type { User } from '../domain/user.ts';

/** What the instance knows of itself. One document; it is there once somebody has set it up. */
export interface Instance {
  readonly baseUrl: string;
  readonly setUpAt: string;
  /** The organisation that was set up first; the command line acts for it. */
  readonly organisation: string;
  /** The organisation and admin to be made; null once they are. Being in the one document, set-up is one write. */
  readonly founding: Founding | null;
  /** Where a move is on its way to; while it is not null, some addresses are old and some new, and nothing may start. */
  readonly movingTo: string | null;
}

export interface Founding {
  readonly organisation: Organisation;
  readonly admin: User;
}

export interface InstanceStore {
  find(): Promise<Instance | undefined>;
  /** False when the instance is set up already. */
  found(instance: Instance): Promise<boolean>;
  change(next: (before: Instance) => Instance): Promise<void>;
}
