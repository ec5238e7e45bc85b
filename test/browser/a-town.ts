import { openHouse } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import { anInstance, type Instance } from '../fixtures/an-instance.ts';
import { type FullTown, fillTown } from './a-full-town.ts';

export interface Town extends FullTown {
  readonly instance: Instance;
  readonly url: string;
}

/** A running instance with the real projects and with records that fill every part of their pages. */
export async function aTown(): Promise<Town> {
  const instance = await anInstance({
    organisation: { vision: 'Wir lernen **voneinander**.', roles: [{ role: 'digital-guide', mailbox: 'digital@musterstadt.example' }] },
  });
  const house = await openHouse({
    config: readConfig(instance.environment, instance.folder),
    clock: () => new Date(),
    isServer: false,
    onWaiting: () => undefined,
  });
  try {
    const addresses = await fillTown(house);
    await instance.settled();
    return { ...addresses, instance, url: instance.url };
  } finally {
    await house.close();
  }
}
