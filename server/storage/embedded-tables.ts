import type { Key, Shape } from './collection.ts';
import { asDuplicate } from './embedded-errors.ts';
import type { EmbeddedFile } from './embedded-file.ts';
import { fieldSql, listTable, memberSql, quoted } from './embedded-sql.ts';
import type { EmbeddedWriter } from './embedded-writer.ts';
import { type IndexedFields, membersAt } from './shapes.ts';

/** Remembers which list fields have their members in the side table. Its name cannot be a collection's. */
const FILLED_LISTS = quoted('lists.filled');

/** Makes the table and exactly the indexes of the shape. Does nothing, and waits for nobody, when they are there. */
export async function makeTables<T>(file: EmbeddedFile, writer: EmbeddedWriter, shape: Shape<T>, fields: IndexedFields): Promise<void> {
  const wanted = indexesOf(shape);
  if (await file.patiently(() => isMade(file, wanted, fields))) return;
  await writer.write(() => {
    file.run(`CREATE TABLE IF NOT EXISTS ${quoted(shape.name)} (id TEXT PRIMARY KEY NOT NULL, schema INTEGER NOT NULL, doc TEXT NOT NULL)`);
    const made = indexesIn(file, shape.name);
    for (const name of made) if (!wanted.has(name)) file.run(`DROP INDEX ${quoted(name)}`);
    for (const [name, sql] of wanted) if (!made.includes(name)) makeIndex(file, shape.name, sql);
    fillLists(file, fields);
  });
}

/** Brings the side table from the old members of the document's lists to the new ones. */
export function moveMembers(file: EmbeddedFile, fields: IndexedFields, id: string, before: unknown, after: unknown): void {
  for (const field of fields.lists) {
    const old = new Set(before === undefined ? [] : membersAt(before, field));
    const now = new Set(after === undefined ? [] : membersAt(after, field));
    for (const member of old) if (!now.has(member)) removeMember(file, fields.collection, field, member as Key, id);
    for (const member of now) if (!old.has(member)) addMember(file, fields.collection, field, member as Key, id);
  }
}

function makeIndex(file: EmbeddedFile, collection: string, sql: string): void {
  try {
    file.run(sql);
  } catch (error) {
    throw asDuplicate(collection, error);
  }
}

function indexesOf<T>(shape: Shape<T>): Map<string, string> {
  const table = quoted(shape.name);
  const wanted = new Map([[`${shape.name}.schema`, `CREATE INDEX ${quoted(`${shape.name}.schema`)} ON ${table} (schema)`]]);
  for (const { fields, unique, list } of shape.indexes) {
    if (list) continue;
    const name = `${shape.name}.${unique ? 'unique' : 'by'}.${fields.join('+')}`;
    const columns = unique ? fields : [...fields, 'id'];
    wanted.set(name, `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${quoted(name)} ON ${table} (${columns.map(fieldSql).join(', ')})`);
  }
  return wanted;
}

function isMade(file: EmbeddedFile, wanted: ReadonlyMap<string, string>, fields: IndexedFields): boolean {
  const made = indexesIn(file, fields.collection);
  const filled = hasTable(file, 'lists.filled') ? filledLists(file, fields.collection) : [];
  return isSame(made, [...wanted.keys()]) && isSame(filled, [...fields.lists]);
}

function indexesIn(file: EmbeddedFile, collection: string): string[] {
  // Without SQL stand the indexes that SQLite makes by itself.
  const rows = file.rows("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", [collection]);
  return rows.map(({ name }) => String(name));
}

function fillLists(file: EmbeddedFile, fields: IndexedFields): void {
  file.run(`CREATE TABLE IF NOT EXISTS ${FILLED_LISTS} (collection TEXT NOT NULL, field TEXT NOT NULL, PRIMARY KEY (collection, field)) WITHOUT ROWID`);
  const table = listTable(fields.collection);
  file.run(`CREATE TABLE IF NOT EXISTS ${table} (field TEXT NOT NULL, value NOT NULL, id TEXT NOT NULL, PRIMARY KEY (field, value, id)) WITHOUT ROWID`);
  const filled = filledLists(file, fields.collection);
  for (const field of filled) {
    if (fields.lists.has(field)) continue;
    file.run(`DELETE FROM ${table} WHERE field = ?`, [field]);
    file.run(`DELETE FROM ${FILLED_LISTS} WHERE collection = ? AND field = ?`, [fields.collection, field]);
  }
  for (const field of fields.lists) if (!filled.includes(field)) fillList(file, fields.collection, field);
}

function fillList(file: EmbeddedFile, collection: string, field: string): void {
  // In slices by id: all documents at once might not fit into memory.
  for (let last = ''; ; ) {
    const slice = file.rows(`SELECT id, doc FROM ${quoted(collection)} WHERE id > ? ORDER BY id LIMIT 1000`, [last]);
    for (const { id, doc } of slice) {
      for (const member of new Set(membersAt(JSON.parse(String(doc)), field))) addMember(file, collection, field, member as Key, String(id));
    }
    if (slice.length === 0) break;
    last = String(slice.at(-1)?.['id']);
  }
  file.run(`INSERT INTO ${FILLED_LISTS} VALUES (?, ?)`, [collection, field]);
}

function addMember(file: EmbeddedFile, collection: string, field: string, member: Key, id: string): void {
  const { sql, values } = memberSql(member);
  file.run(`INSERT OR IGNORE INTO ${listTable(collection)} VALUES (?, ${sql}, ?)`, [field, ...values, id]);
}

function removeMember(file: EmbeddedFile, collection: string, field: string, member: Key, id: string): void {
  const { sql, values } = memberSql(member);
  file.run(`DELETE FROM ${listTable(collection)} WHERE field = ? AND value = ${sql} AND id = ?`, [field, ...values, id]);
}

function filledLists(file: EmbeddedFile, collection: string): string[] {
  return file.rows(`SELECT field FROM ${FILLED_LISTS} WHERE collection = ?`, [collection]).map(({ field }) => String(field));
}

function hasTable(file: EmbeddedFile, name: string): boolean {
  return file.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [name]).length > 0;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
