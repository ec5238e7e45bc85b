import { readNumber } from '../formats/german-values.ts';
import type { Command } from './command.ts';
import { readPassword } from './read-password.ts';
import { refused } from './refused.ts';

/** The first organisation and its admin, without questions. */
export const setUpCommand: Command = {
  name: 'setup',
  needs: 'house',
  options: ['name', 'handle', 'type', 'ags', 'population', 'lat', 'lon', 'state', 'county', 'size-type', 'key', 'admin-email'],
  flags: ['admin-password-stdin'],
  required: ['name', 'handle', 'type', 'admin-email', 'admin-password-stdin'],
  async run(call) {
    const { options, house, words, say } = call;
    const number = (name: string): unknown => (options[name] === undefined ? null : (readNumber(options[name]) ?? options[name]));
    const organisation = {
      name: options['name'],
      handle: options['handle'],
      orgType: options['type'],
      ags: options['ags'] ?? null,
      population: number('population'),
      coordinates: { lat: number('lat'), lon: number('lon') },
      state: options['state'] ?? null,
      county: options['county'] ?? null,
      sizeType: options['size-type'] ?? null,
      key: options['key'] ?? null,
    };
    // Nobody should type a password for nothing.
    if (await house.actions.setUp.isSetUp()) throw refused({ kind: 'already', what: 'set-up' }, words);
    const made = await house.actions.setUp.run({ organisation, email: options['admin-email'] ?? '', password: await readPassword(call) });
    if (!made.ok) throw refused(made.refusal, words, 'organisation');
    say(words.t('cli.set-up.done', { name: made.value.content.name ?? '', address: made.value.id }));
    return 0;
  },
};
