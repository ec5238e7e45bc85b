import { rebase } from '../actions/rebase.ts';
import { isWebAddress } from '../domain/content/check-scalar.ts';
import { openBaseStore } from '../storage/base-store.ts';
import { type Command, Stop } from './command.ts';
import { refused } from './refused.ts';

/** Moves the instance to another base address, while no server runs. */
export const rebaseCommand: Command = {
  name: 'rebase',
  args: ['new-base-url'],
  needs: 'instance',
  async run({ house, args, words, say, progress }) {
    const to = baseFrom(args['new-base-url'] ?? '');
    if (to === null) throw new Stop(words.t('cli.rebase.bad-address', { address: args['new-base-url'] ?? '' }));
    // Whoever carries the relay is a server, and it would write old addresses on.
    const rights = ['server', 'relay'];
    const held = await Promise.all(rights.map((right) => house.collections.hold(right)));
    if (held.includes(false)) throw new Stop(words.t('cli.rebase.server-runs'));
    const bar = progress(words.t('cli.rebase.progress'));
    const total = await house.stores.records.count({});
    // Nothing is delivered to anybody yet; the outbox will say when it is.
    const wasDelivered = async (): Promise<boolean> => false;
    const move = rebase({ ...house.stores, bases: await openBaseStore(house.collections), secrets: house.secrets, clock: house.clock, wasDelivered });
    const moved = await move(to, (done) => bar.show(Math.min(done, total), total)).finally(bar.end);
    if (!moved.ok) throw refused(moved.refusal, words);
    say(words.t('cli.rebase.done', { from: moved.value.from, to }));
    return 0;
  },
};

function baseFrom(typed: string): string | null {
  if (!isWebAddress(typed)) return null;
  const { origin, pathname, search, hash } = new URL(typed);
  return pathname === '/' && search === '' && hash === '' ? origin : null;
}
