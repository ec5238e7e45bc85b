import { loadPlaces } from '../actions/load-places.ts';
import { readPlaces } from '../formats/places-csv.ts';
import type { Command } from './command.ts';
import { faulty, readNamedFile } from './read-file.ts';

const SHOWN = 20;

/** Loads the register of places; the index follows by itself. */
export const placesCommand: Command = {
  name: 'places',
  args: ['file'],
  needs: 'house',
  async run({ house, args, words, say, progress }) {
    const file = args['file'] ?? '';
    const read = readPlaces(await readNamedFile(file, words));
    if ('fault' in read) throw faulty(read.fault, file, words);
    const bar = progress(words.t('cli.places.progress'));
    await loadPlaces({ ...house.stores, clock: house.clock })(read.places, bar.show).finally(bar.end);
    for (const { number, problems, fault } of read.bad.slice(0, SHOWN)) {
      const wrong = [
        ...(fault === null ? [] : [words.t(`import.fault.${fault.code}`, fault.values)]),
        ...problems.map((problem) => words.problem(problem, 'organisation')),
      ];
      say(words.t('cli.places.bad-row', { number: String(number), problems: wrong.join(' ') }));
    }
    if (read.bad.length > SHOWN) say(words.t('cli.places.more-bad', { count: read.bad.length - SHOWN }));
    say(words.t('cli.places.done', { count: read.places.length }));
    return read.bad.length === 0 ? 0 : 1;
  },
};
