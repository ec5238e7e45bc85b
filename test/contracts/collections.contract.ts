import type { Collections } from '../../server/storage/collection.ts';
import { askingContract } from './collections-asking.contract.ts';
import { keepingContract } from './collections-keeping.contract.ts';
import { racingContract } from './collections-racing.contract.ts';
import { rightsContract } from './collections-rights.contract.ts';
import { shapesContract } from './collections-shapes.contract.ts';

export interface Engine {
  readonly name: string;
  /** One more way to the same data, as another process would have it. */
  readonly open: () => Promise<Collections>;
  /** What it is known not to keep, and why; those cases are skipped aloud. */
  readonly cannot: Partial<Record<Hard, string>>;
}

/** What a server may lack that speaks MongoDB's protocol without being MongoDB. */
export type Hard = 'races' | 'lists within lists' | 'ranges over members' | 'unique on change';

/** Whatever keeps this contract may stand behind the stores. */
export function collectionsContract(engine: Engine): void {
  describe(`collections contract: ${engine.name}`, () => {
    after(function () {
      let [ran, skipped] = [0, 0];
      this.test?.parent?.eachTest((test) => {
        if (test.isPassed()) ran++;
        if (test.isPending()) skipped++;
      });
      process.stdout.write(`\n  ${engine.name}: ${ran} contract cases ran, ${skipped} were skipped\n`);
    });

    describe('keeping', () => keepingContract(engine));
    describe('asking', () => askingContract(engine));
    describe('shapes', () => shapesContract(engine));
    describe('rights', () => rightsContract(engine));
    describe('at the same moment', () => racingContract(engine));
  });
}
