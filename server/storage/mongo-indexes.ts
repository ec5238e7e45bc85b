import type { Collection as MongoCollection } from 'mongodb';

import { Duplicate, type IndexOn, type Shape } from './collection.ts';
import { fromStored, pathOf, type Stored, uniqueField, uniquePlace } from './mongo-document.ts';
import { hasCode, isDuplicate } from './mongo-errors.ts';
import { scalarAt } from './shapes.ts';

interface Wanted {
  readonly name: string;
  readonly key: Record<string, 1>;
  readonly unique: boolean;
}

const NO_SUCH_COLLECTION = 26;
const NO_SUCH_INDEX = 27;

/** Makes exactly the indexes of the shape. Throws Duplicate when documents that are there break a new unique one. */
export async function makeIndexes<T>(documents: MongoCollection<Stored>, shape: Shape<T>): Promise<void> {
  const wanted = [{ name: 'schema', key: { _schema: 1 as const }, unique: false }, ...shape.indexes.flatMap(indexesOf)];
  const made = await namesOf(documents);
  for (const name of made) if (isOurs(name) && !wanted.some((index) => index.name === name)) await dropIndex(documents, name);
  const missing = wanted.filter(({ name }) => !made.includes(name));
  for (const index of shape.indexes) if (missing.some(({ name }) => name === nameOf('unique', index))) await takePlaces(documents, index);
  for (const { name, key, unique } of missing) await makeIndex(documents, shape.name, { name, key, unique });
}

// Each ends in the id, which breaks the ties of a sort.
function indexesOf(index: IndexOn): Wanted[] {
  const key = Object.fromEntries([...index.fields, 'id'].map((field) => [pathOf(field), 1 as const]));
  const finding = { name: nameOf('by', index), key, unique: false };
  return index.unique ? [finding, { name: nameOf('unique', index), key: { [uniqueField(index)]: 1 as const }, unique: true }] : [finding];
}

function nameOf(kind: 'by' | 'unique', index: IndexOn): string {
  return `${kind}.${index.fields.join('+')}`;
}

function isOurs(name: string): boolean {
  return name.startsWith('by.') || name.startsWith('unique.');
}

async function namesOf(documents: MongoCollection<Stored>): Promise<string[]> {
  try {
    return (await documents.listIndexes().toArray()).map(({ name }) => String(name));
  } catch (error) {
    if (hasCode(error, NO_SUCH_COLLECTION)) return [];
    throw error;
  }
}

async function dropIndex(documents: MongoCollection<Stored>, name: string): Promise<void> {
  try {
    await documents.dropIndex(name);
  } catch (error) {
    // Another process that starts at the same moment was faster.
    if (!hasCode(error, NO_SUCH_INDEX)) throw error;
  }
}

async function makeIndex(documents: MongoCollection<Stored>, collection: string, { name, key, unique }: Wanted): Promise<void> {
  try {
    await documents.createIndex(key, unique ? { name, unique } : { name });
  } catch (error) {
    throw isDuplicate(error) ? new Duplicate(collection, name.slice('unique.'.length)) : error;
  }
}

/** Documents written before this unique index was thought of get their place in it. */
async function takePlaces(documents: MongoCollection<Stored>, index: IndexOn): Promise<void> {
  const field = uniqueField(index);
  for await (const stored of documents.find({ [field]: { $exists: false } })) {
    const document = fromStored(stored);
    const place = uniquePlace(index, stored._id, (path) => scalarAt(document, path));
    // Whoever writes it in the meantime sets the place too.
    await documents.updateOne({ _id: stored._id, _stamp: stored._stamp }, { $set: { [field]: place } });
  }
}
