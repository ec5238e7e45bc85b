import { openHouse } from '../compose.ts';
import { type Config, readConfig, WrongSettings } from '../config.ts';
import type { Call, Command } from './command.ts';
import { type Check, checkClock, checkDisk, checkIndex, checkPrivacy, checkReachable, checkRelay, checkSetUp, checkStore } from './doctor-checks.ts';
import { checkFiles } from './doctor-files.ts';
import { checkMail } from './doctor-mail.ts';
import { checkOrganisations } from './doctor-organisations.ts';

// In the order in which a fault of one explains the next.
const CHECKS: readonly Check[] = [
  checkStore,
  checkSetUp,
  checkOrganisations,
  checkIndex,
  checkRelay,
  checkFiles,
  checkMail,
  checkDisk,
  checkPrivacy,
  checkClock,
  checkReachable,
];

/** Looks at everything this instance needs, a line each: ok, warn or fail, with the remedy. */
export const doctorCommand: Command = {
  name: 'doctor',
  needs: 'nothing',
  async run(call) {
    const config = settingsIn(call);
    if (config === null) return 1;
    const house = await openHouse({
      config,
      clock: () => new Date(),
      isServer: false,
      onWaiting: (reason) => {
        throw new Error(reason);
      },
    }).catch((err: unknown) => tell(call, 'fail', 'store-closed', { reason: messageOf(err) }));
    if (house === null) return 1;
    try {
      const states: string[] = [];
      for (const check of CHECKS) {
        for (const { state, key, values = {} } of await check(house)) {
          tell(call, state, key, values);
          states.push(state);
        }
      }
      return states.includes('fail') ? 1 : 0;
    } finally {
      await house.close();
    }
  },
};

function settingsIn(call: Call): Config | null {
  try {
    const config = readConfig(call.io.env);
    tell(call, 'ok', 'settings', { base: config.BASE_URL, folder: config.DATA_DIR });
    return config;
  } catch (err) {
    if (!(err instanceof WrongSettings)) throw err;
    return tell(call, 'fail', 'settings-wrong', { reason: err.message });
  }
}

function tell({ say, words }: Call, state: 'ok' | 'warn' | 'fail', key: string, values: Readonly<Record<string, string | number>>): null {
  say(`${state.padEnd(5)} ${words.t(`cli.doctor.${key}`, values)}`);
  return null;
}

export function messageOf(err: unknown): string {
  const message = err instanceof Error ? err.message : String(err);
  return message.split('\n', 1)[0] ?? '';
}
