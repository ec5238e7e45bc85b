import { type Command, Stop } from './command.ts';

/** Says that towns cannot follow each other yet. */
export const followCommand: Command = {
  name: 'follow',
  args: ['handle'],
  needs: 'nothing',
  async run({ words }) {
    throw new Stop(words.t('cli.follow.not-yet'));
  },
};
