import { openEmbedded } from '../../../server/storage/embedded-collections.ts';
import { counters } from './storage-processes.ts';

// A process of its own for the tests: node storage-child.ts FOLDER TASK [ARGUMENT]; one line on standard output per step.
const [folder = '', task, argument = ''] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const stay = () => setInterval(() => {}, 1000);

try {
  const collections = await openEmbedded({ folder, server: task === 'serve' });
  const numbers = await collections.open(counters);
  switch (task) {
    case 'serve':
      say('ready');
      stay();
      break;
    case 'hold':
      say(String(await collections.hold(argument)));
      stay();
      break;
    case 'count':
      say('ready');
      for (let i = 0; i < Number(argument); i++) await numbers.change('sum', (before) => ({ id: 'sum', value: (before?.value ?? 0) + 1 }));
      await collections.close();
      say('done');
      break;
    case 'insert':
      // Some alone, some at the same moment; each is told only after its promise was kept.
      for (let i = 0; ; i += 5) {
        await numbers.insert({ id: `n${i}`, value: i }).then(() => say(`n${i}`));
        await Promise.all([1, 2, 3, 4].map((k) => numbers.insert({ id: `n${i + k}`, value: i + k }).then(() => say(`n${i + k}`))));
      }
  }
} catch (error) {
  say(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  process.exit(1);
}
