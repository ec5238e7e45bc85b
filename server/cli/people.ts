import { operator, type Viewer } from '../domain/viewer.ts';
import type { Words } from '../view-models/words.ts';
import { shown } from './arguments.ts';
import type { Command, InHouse } from './command.ts';
import { Stop } from './command.ts';
import { readPassword } from './read-password.ts';
import { refused } from './refused.ts';

/** The machine's own right: whoever may start it may do all of it. The organisation that was set up first is the first. */
export async function operatorOf({ stores }: InHouse['house']): Promise<Viewer> {
  const first = (await stores.instance.find())?.organisation;
  const all = (await stores.organisations.all()).map(({ id }) => id);
  return operator([...new Set([...(first === undefined ? [] : [first]), ...all])]);
}

export const userAdd: Command = {
  name: 'user add',
  needs: 'instance',
  options: ['email', 'role'],
  flags: ['password-stdin'],
  required: ['email', 'password-stdin'],
  async run(call) {
    const { house, options, words, say } = call;
    const input = { email: options['email'] ?? '', role: options['role'] ?? 'editor', password: await readPassword(call) };
    const made = await house.actions.manageUsers.add(await operatorOf(house), input);
    if (!made.ok) throw refused(made.refusal, words);
    say(words.t('cli.user.added', { email: made.value.email, role: made.value.role }));
    return 0;
  },
};

export const userList: Command = {
  name: 'user list',
  needs: 'instance',
  async run({ house, words, say }) {
    const users = await house.actions.manageUsers.list(await operatorOf(house));
    if (!users.ok) throw refused(users.refusal, words);
    for (const { email, role, disabled } of users.value)
      say([email, role, ...(disabled === null ? [] : [words.t('cli.user.is-disabled', { day: words.day(disabled) })])].join('\t'));
    return 0;
  },
};

export const userDisable: Command = {
  name: 'user disable',
  needs: 'instance',
  options: ['email'],
  required: ['email'],
  async run({ house, options, words, say }) {
    const gone = await house.actions.manageUsers.disable(await operatorOf(house), options['email'] ?? '');
    if (!gone.ok) throw (await noSuchUser(house, options['email'] ?? '', words)) ?? refused(gone.refusal, words);
    say(words.t('cli.user.disabled', { email: gone.value.email }));
    return 0;
  },
};

/** Prints the token alone, so that a script can take it. */
export const tokenCreate: Command = {
  name: 'token create',
  needs: 'instance',
  options: ['email', 'scope'],
  required: ['email'],
  async run({ house, options, words, say }) {
    const scope = options['scope'] ?? 'write';
    if (scope !== 'read' && scope !== 'write') throw new Stop(words.t('cli.token.scope', { scope }));
    const made = await house.actions.useTokens.create(options['email'] ?? '', scope);
    if (!made.ok) throw (await noSuchUser(house, options['email'] ?? '', words)) ?? refused(made.refusal, words);
    say(made.value);
    return 0;
  },
};

/** Says that there is no such account, or that it is disabled; null when neither is the reason. */
async function noSuchUser(house: InHouse['house'], typed: string, words: Words): Promise<Stop | null> {
  const users = await house.actions.manageUsers.list(await operatorOf(house));
  if (!users.ok) return null;
  const email = typed.trim();
  const found = users.value.find((user) => user.email === email.toLowerCase());
  if (found === undefined) return new Stop(words.t('cli.refusals.no-user', { email: shown(email) }));
  return found.disabled === null ? null : new Stop(words.t('cli.refusals.user-disabled', { email: found.email }));
}
