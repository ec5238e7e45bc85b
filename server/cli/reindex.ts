import { setTimeout as sleep } from 'node:timers/promises';

import { type Command, type InHouse, Stop } from './command.ts';
import type { Progress } from './progress.ts';

const LOOK_EVERY_MS = 300;
const PATIENCE_MS = 60_000;

/** A new search index: made by the server where one carries the relay, by this command where none does. Search goes on meanwhile. */
export const reindexCommand: Command = {
  name: 'reindex',
  needs: 'instance',
  async run(call) {
    const { house, words, say, progress } = call;
    const bar = progress(words.t('cli.reindex.progress'));
    const isAlone = await house.collections.hold('relay');
    const count = await (isAlone ? here(call, bar) : elsewhere(call, bar)).finally(bar.end);
    say(words.t('cli.reindex.done', { count }));
    return 0;
  },
};

async function here({ house }: InHouse, bar: Progress): Promise<number> {
  const { index, reindex } = await house.openIndex();
  let reached = 0;
  try {
    await reindex.run((done, total) => {
      reached = done;
      bar.show(done, total);
    });
    return reached;
  } finally {
    await index.close();
    await house.collections.release('relay');
  }
}

/** Asks the server and watches it. A wish nobody takes up for a minute is no server's. */
async function elsewhere({ house, words }: InHouse, bar: Progress): Promise<number> {
  const { wishes } = house.stores;
  const askedAt = house.clock().toISOString();
  await wishes.wish(askedAt);
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
    const { startedAt, finishedAt, done, total, failure } = await wishes.find();
    if (startedAt !== null && finishedAt === null) waited = 0;
    if ((startedAt ?? '') < askedAt) continue;
    if (failure !== null) throw new Stop(words.t('cli.reindex.failed', { reason: failure }));
    bar.show(done, total);
    if (finishedAt !== null) return done;
  }
  throw new Stop(words.t('cli.reindex.nobody'));
}
