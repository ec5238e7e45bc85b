import { expect } from 'chai';

import type { Bytes, FileBlobs } from '../../server/ports/file-blobs.ts';

export interface BlobEngine {
  readonly name: string;
  readonly open: () => Promise<FileBlobs>;
}

const MEGABYTE = 1_048_576;

async function* chunks(...all: readonly (string | Uint8Array)[]): Bytes {
  for (const one of all) yield typeof one === 'string' ? Buffer.from(one) : one;
}

async function* failing(): Bytes {
  yield Buffer.from('half of it');
  throw new Error('the sender went away');
}

async function read(blobs: FileBlobs, name: string, range?: { first: number; last: number }): Promise<Buffer | null> {
  const bytes = await blobs.open(name, range);
  if (bytes === null) return null;
  const all: Uint8Array[] = [];
  for await (const chunk of bytes) all.push(chunk);
  return Buffer.concat(all);
}

/** Whatever keeps this contract may hold the bytes of files. */
export function fileBlobsContract(engine: BlobEngine): void {
  describe(`file blobs contract: ${engine.name}`, () => {
    const held: { blobs: FileBlobs | null } = { blobs: null };
    const blobs = (): FileBlobs => {
      if (held.blobs === null) throw new Error('Not open');
      return held.blobs;
    };
    before(async () => {
      held.blobs = await engine.open();
    });
    after(async () => {
      await held.blobs?.close();
    });
    const names = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const { name } of blobs().list()) found.push(name);
      return found.sort();
    };

    it('gives back every byte, also to another process', async () => {
      const big = Buffer.alloc(3 * MEGABYTE + 7, 'Leuchtnetz ');
      await blobs().put('big', chunks(big.subarray(0, 10), big.subarray(10, MEGABYTE), big.subarray(MEGABYTE)));
      const other = await engine.open();
      expect((await read(other, 'big'))?.equals(big)).to.equal(true);
      await other.close();
    });

    it('keeps nothing at all under an empty stream but an empty blob', async () => {
      await blobs().put('empty', chunks());
      expect((await read(blobs(), 'empty'))?.length).to.equal(0);
    });

    it('answers null for what is not there, and removing it is no fault', async () => {
      expect(await blobs().open('nothing')).to.equal(null);
      await blobs().remove('nothing');
    });

    it('replaces what lay under the name', async () => {
      await blobs().put('twice', chunks('first'));
      await blobs().put('twice', chunks('second'));
      expect((await read(blobs(), 'twice'))?.toString()).to.equal('second');
      await blobs().remove('twice');
      expect(await blobs().open('twice')).to.equal(null);
    });

    it('keeps nothing of a stream that breaks, and leaves what was there', async () => {
      await blobs().put('solid', chunks('as it was'));
      for (const name of ['solid', 'broken']) {
        const failed = await blobs()
          .put(name, failing())
          .catch((err: unknown) => err);
        expect(String(failed)).to.contain('the sender went away');
      }
      expect((await read(blobs(), 'solid'))?.toString()).to.equal('as it was');
      expect(await blobs().open('broken')).to.equal(null);
      expect(await names())
        .to.include('solid')
        .and.not.include('broken');
    });

    it('reads a part of it, over the seams of its pieces too', async () => {
      const long = Buffer.from(Array.from({ length: 600_000 }, (_, n) => n % 251));
      await blobs().put('long', chunks(long));
      for (const [first, last] of [
        [0, 0],
        [261_110, 261_130],
        [599_990, 599_999],
        [0, 599_999],
      ] as const)
        expect((await read(blobs(), 'long', { first, last }))?.equals(long.subarray(first, last + 1)), `${first}-${last}`).to.equal(true);
    });

    it('lets a reader go who has read enough', async () => {
      await blobs().put('left', chunks(Buffer.alloc(2 * MEGABYTE)));
      for await (const chunk of (await blobs().open('left')) ?? []) {
        expect(chunk.length).to.be.greaterThan(0);
        break;
      }
      await blobs().remove('left');
      expect(await blobs().open('left')).to.equal(null);
    });

    it('names what lies here, with its size and since when', async () => {
      await blobs().put('listed-320', chunks('12345'));
      const found: { name: string; bytes: number; since: Date }[] = [];
      for await (const one of blobs().list()) found.push(one);
      const listed = found.find(({ name }) => name === 'listed-320');
      expect(listed?.bytes).to.equal(5);
      expect(Math.abs(Date.now() - (listed?.since.getTime() ?? 0))).to.be.lessThan(3_600_000);
    });

    it('takes names only, never paths', async () => {
      for (const name of ['../x', 'a/b', '', '.', 'A', 'a.b', '-a'])
        for (const act of [() => blobs().put(name, chunks('x')), () => blobs().open(name), () => blobs().remove(name)] as (() => Promise<unknown>)[]) {
          const failed = await Promise.resolve()
            .then(act)
            .catch((err: unknown) => err);
          expect(failed, name).to.be.instanceOf(TypeError);
        }
    });

    it('tidies without taking what is whole', async () => {
      await blobs().put('whole', chunks('whole'));
      await blobs().tidy();
      expect((await read(blobs(), 'whole'))?.toString()).to.equal('whole');
    });
  });
}
