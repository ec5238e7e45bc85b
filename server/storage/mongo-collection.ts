import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';

import { type Collection, Duplicate, NewerSchema, type Shape } from './collection.ts';
import { readOrder, readWhere } from './conditions.ts';
import { fromStored, type Stored, toStored, uniqueField } from './mongo-document.ts';
import { answering, isDuplicate, reaching } from './mongo-errors.ts';
import { toFilter, toSort } from './mongo-filter.ts';
import { makeIndexes } from './mongo-indexes.ts';
import { assertDocument, indexedFields, inPresentShape } from './shapes.ts';

/** The Collection port over one MongoDB collection. */
export async function openMongoCollection<T extends { readonly id: string }>(database: Db, shape: Shape<T>): Promise<Collection<T>> {
  const fields = indexedFields(shape);
  const documents = database.collection<Stored>(shape.name);
  await reaching(() => makeIndexes(documents, shape));

  const [newest] = await answering(() => documents.find().sort({ _schema: -1 }).limit(1).toArray());
  if (newest && newest._schema > shape.schema) throw new NewerSchema(shape.name, newest._schema, shape.schema);

  const present = (stored: Stored) => inPresentShape(shape, fromStored(stored), stored._schema);
  const toBeStored = (document: T) => {
    assertDocument(fields, document);
    return toStored(document, shape.schema, randomUUID(), shape.indexes);
  };

  async function takenFields(wanted: Stored): Promise<string> {
    for (const index of shape.indexes.filter((one) => one.unique)) {
      const field = uniqueField(index);
      const other = await documents.countDocuments({ [field]: wanted[field], _id: { $ne: wanted._id } });
      if (other > 0) return index.fields.join('+');
    }
    return 'a unique index';
  }

  /** True when it was written, false when the id was taken or another write came first. */
  async function write(before: Stored | null, after: Stored): Promise<boolean> {
    try {
      if (before !== null) return (await documents.replaceOne({ _id: before._id, _stamp: before._stamp }, after)).matchedCount === 1;
      await documents.insertOne(after);
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Servers name the index in words of their own; asking is sure: the id is taken exactly when somebody lies there now.
      if (before === null && (await documents.countDocuments({ _id: after._id })) > 0) return false;
      throw new Duplicate(shape.name, await takenFields(after));
    }
  }

  return {
    async get(id) {
      const stored = await answering(() => documents.findOne({ _id: { $eq: id } }));
      return stored === null ? undefined : present(stored);
    },

    async getMany(ids) {
      const found = await answering(() => documents.find({ _id: { $in: [...ids] } }).toArray());
      const byId = new Map(found.map((stored) => [stored._id, stored]));
      return ids.flatMap((id) => {
        const stored = byId.get(id);
        return stored === undefined ? [] : [present(stored)];
      });
    },

    async insert(document) {
      const stored = toBeStored(document);
      if (!(await answering(() => write(null, stored)))) throw new Duplicate(shape.name, 'id');
    },

    async change(id, next) {
      for (let attempt = 0; ; attempt++) {
        // What is newest, though not yet on a majority: the stamp decides, and an old view would only cost another round.
        const stored = await answering(() => documents.findOne({ _id: { $eq: id } }, { readConcern: { level: 'local' } }));
        const before = stored === null ? undefined : present(stored);
        const after = next(before);
        if (after === null) return before;
        if (after.id !== id) throw new TypeError(`${shape.name}: a change must not turn ${id} into ${after.id}`);
        const toWrite = toBeStored(after);
        if (await answering(() => write(stored, toWrite))) return after;
        // By chance, or those who collided would collide again.
        await sleep(Math.random() * Math.min(2 ** attempt, 100));
      }
    },

    async delete(id) {
      await answering(() => documents.deleteOne({ _id: { $eq: id } }));
    },

    async find(where, how = {}) {
      const filter = toFilter(fields, readWhere(fields, where));
      const order = readOrder(fields, how);
      // For MongoDB a limit of 0 means none.
      if (order.limit === 0) return [];
      const options = { sort: toSort(order), skip: order.skip, limit: order.limit ?? 0 };
      return (await answering(() => documents.find(filter, options).toArray())).map(present);
    },

    async count(where) {
      const filter = toFilter(fields, readWhere(fields, where));
      return answering(() => documents.countDocuments(filter));
    },
  };
}
