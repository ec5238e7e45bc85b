import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openEmbedded } from '../../server/storage/embedded-collections.ts';

interface Sheet {
  readonly id: string;
  readonly state: string;
  readonly text: string;
}

const AT_ONCE = 1_000;

/** Milliseconds from nothing to the first document read, of a store with that many documents of about 3 kB. */
export async function openingTime(documents: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-bench-store-'));
  const shape = { name: 'sheets', schema: 1, indexes: [{ fields: ['state', 'id'] }] };
  try {
    const filling = await openEmbedded({ folder });
    const sheets = await filling.open<Sheet>(shape);
    for (let from = 0; from < documents; from += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, (_, n) =>
          sheets.insert({ id: String(from + n).padStart(9, '0'), state: `DE-${n % 16}`, text: 'Licht am Weg '.repeat(230) }),
        ),
      );
    }
    await filling.close();
    const started = performance.now();
    const opened = await openEmbedded({ folder });
    const again = await opened.open<Sheet>(shape);
    await again.find({ state: 'DE-3' }, { sort: [['id', -1]], limit: 1 });
    const took = performance.now() - started;
    await opened.close();
    return took;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
