import { open, rename } from 'node:fs/promises';
import { extname } from 'node:path';

import { exportRecords } from '../actions/export-records.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import { csvWriter } from '../formats/csv.ts';
import { jsonLdWriter } from '../formats/json-ld-records.ts';
import { jsonWriter } from '../formats/json-records.ts';
import { makePart, removePart } from '../storage/part-files.ts';
import { columnWords } from './column-words.ts';
import { type Command, type InHouse, Stop } from './command.ts';

interface Writer {
  readonly heading: string;
  line(record: KnowledgeRecord, n: number): string;
  readonly end: string;
}

const CHUNK = 1_000_000;

/** Everything the instance has, in the format the file's name ends with. The file is there whole or not at all. */
export const exportCommand: Command = {
  name: 'export',
  args: ['file'],
  needs: 'instance',
  async run({ house, args, words, say, progress }) {
    const file = args['file'] ?? '';
    const writer = writerFor(file, house);
    if (writer === null) throw new Stop(words.t('cli.export.ending', { file }));
    const reading = exportRecords(house.stores);
    const total = await reading.count();
    const bar = progress(words.t('cli.export.progress'));
    // Drafts are in it: for nobody else on this machine.
    let part: string | null = null;
    try {
      part = makePart(file);
      const count = await write(part, writer, reading.all(), (done) => bar.show(done, total));
      await rename(part, file);
      bar.end();
      say(words.t('cli.export.done', { count, file }));
    } catch (err) {
      bar.end();
      if (part !== null) removePart(part);
      if (err instanceof Error && 'syscall' in err) throw new Stop(words.t('cli.file.unwritable', { file, reason: String('code' in err ? err.code : '') }));
      throw err;
    }
    return 0;
  },
};

function writerFor(file: string, { config, clock, words }: InHouse['house']): Writer | null {
  switch (extname(file).toLowerCase()) {
    case '.csv':
      return { ...csvWriter({ words: columnWords(words), tongue: 'de', hasCodes: true, besides: [] }), end: '' };
    case '.json':
      return jsonWriter({ leuchtnetz: 1, from: config.BASE_URL, exported: clock().toISOString() });
    case '.jsonld':
      return jsonLdWriter(config.BASE_URL);
    default:
      return null;
  }
}

async function write(path: string, writer: Writer, records: AsyncIterable<KnowledgeRecord>, onProgress: (done: number) => void): Promise<number> {
  const file = await open(path, 'w');
  try {
    let waiting = writer.heading;
    let count = 0;
    for await (const record of records) {
      waiting += writer.line(record, count);
      count += 1;
      if (waiting.length < CHUNK) continue;
      await file.write(waiting);
      waiting = '';
      onProgress(count);
    }
    await file.write(waiting + writer.end);
    await file.sync();
    return count;
  } finally {
    await file.close();
  }
}
