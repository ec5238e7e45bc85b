import type { Addresses } from '../domain/addresses.ts';
import type { InstanceStore } from '../ports/instance-store.ts';

/** What keeps a server from starting under the address in the settings. */
export type Elsewhere =
  /** The records were made with another address. */
  | { readonly kind: 'moved'; readonly kept: string }
  /** A move began and did not end. */
  | { readonly kind: 'moving'; readonly to: string };

/** Whether all addresses are below the one in the settings; null when all is well or nothing is set up. */
export function checkAddress({ instance, addresses }: { instance: InstanceStore; addresses: Addresses }) {
  return async (): Promise<Elsewhere | null> => {
    const found = await instance.find();
    if (found === undefined) return null;
    if (found.movingTo !== null) return { kind: 'moving', to: found.movingTo };
    return found.baseUrl === addresses.base ? null : { kind: 'moved', kept: found.baseUrl };
  };
}
