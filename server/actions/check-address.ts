import type { Addresses } from '../domain/addresses.ts';
import type { InstanceStore } from '../ports/instance-store.ts';

/** The address the records were made with, when it is another than the one in the settings; null when all is well or nothing is set up. */
export function checkAddress({ instance, addresses }: { instance: InstanceStore; addresses: Addresses }) {
  return async (): Promise<string | null> => {
    const kept = (await instance.find())?.baseUrl ?? addresses.base;
    return kept === addresses.base ? null : kept;
  };
}
