import { bytesOf, type StoredFile } from '../domain/stored-file.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { Collections, Shape } from './collection.ts';

interface Kept {
  readonly id: string;
  readonly record: string;
  readonly publisher: string;
  /** False once its bytes are gone. */
  readonly isHere: boolean;
  readonly file: StoredFile;
}

export const FILES: Shape<Kept> = {
  name: 'files',
  schema: 1,
  indexes: [{ fields: ['record', 'isHere', 'id'] }, { fields: ['publisher', 'isHere', 'id'] }, { fields: ['isHere', 'id'] }],
};
const AT_ONCE = 500;

/** The files of this instance, by what is known of them. */
export async function openFileStore(collections: Collections): Promise<FileStore> {
  const kept = await collections.open(FILES);
  return {
    find: async (id) => (await kept.get(id))?.file,
    findMany: async (ids) => (await kept.getMany(ids)).map(({ file }) => file),
    async ofRecord(record) {
      const found = await kept.find({ record, isHere: true }, { sort: [['id', 1]] });
      return found.flatMap(({ file }) => (file.state === 'kept' ? [file] : []));
    },
    async bytesOf(publisher) {
      let sum = 0;
      for (let after = ''; ; ) {
        const page = await kept.find({ publisher, isHere: true, id: { gt: after } }, { sort: [['id', 1]], limit: AT_ONCE });
        sum += page.reduce((all, { file }) => all + bytesOf(file), 0);
        after = page.at(-1)?.id ?? after;
        if (page.length < AT_ONCE) return sum;
      }
    },
    add: (file) => kept.insert(toKept(file)),
    async change(id, next) {
      const after = await kept.change(id, (before) => {
        const file = before === undefined ? null : next(before.file);
        return file === null ? null : toKept(file);
      });
      return after?.file;
    },
    forget: (id) => kept.delete(id),
    page: async (after, limit) => (await kept.find({ isHere: true, id: { gt: after } }, { sort: [['id', 1]], limit })).map(({ file }) => file),
  };
}

function toKept(file: StoredFile): Kept {
  return { id: file.id, record: file.record, publisher: file.publisher, isHere: file.state !== 'removed', file };
}
