import { randomUUID } from 'node:crypto';

import type { Collection, Collections, Shape } from '../../server/storage/collection.ts';
import type { Engine, Hard } from './collections.contract.ts';

export interface Card {
  readonly id: string;
  readonly slug: string | null;
  readonly town: string;
  readonly rank: string | number | boolean | null;
  readonly tags: readonly (string | number | boolean | null)[];
  readonly extra?: unknown;
}

export const cards: Shape<Card> = {
  name: 'cards',
  schema: 1,
  indexes: [{ fields: ['slug'], unique: true }, { fields: ['rank'] }, { fields: ['town', 'rank'] }, { fields: ['tags'], list: true }],
};

export const aCard = (id: string, parts: Partial<Card> = {}): Card => ({ id, slug: null, town: 'Aa', rank: null, tags: [], ...parts });

/** A name of its own for each case, so that no case sees another's documents. */
export const named = <T>(shape: Shape<T>): Shape<T> => ({ ...shape, name: `c${randomUUID().slice(0, 8)}` });

/** Opens for each case a fresh collection, and whatever else it wants to open on the same data. */
export function desk(engine: Engine) {
  const opened: Collections[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((collections) => collections.close()));
  });
  const open = async (): Promise<Collections> => {
    const collections = await engine.open();
    opened.push(collections);
    return collections;
  };
  return {
    open,
    async cards(...documents: readonly Card[]): Promise<Collection<Card>> {
      const collection = await (await open()).open(named(cards));
      for (const document of documents) await collection.insert(document);
      return collection;
    },
  };
}

/** A case that needs something hard of the engine; skipped aloud where it cannot. */
export function needing(engine: Engine, hard: Hard, title: string, run: () => Promise<void>): void {
  const reason = engine.cannot[hard];
  if (reason === undefined) it(title, run);
  else it(`SKIPPED ${title} (${reason})`);
}

/** What the promise was broken with; fails when it was kept. */
export async function refusal(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was refused');
}
