import { type Collection, NewerSchema, type Shape } from './collection.ts';
import { readOrder, readWhere } from './conditions.ts';
import { asDuplicate } from './embedded-errors.ts';
import type { EmbeddedFile, Row, Value } from './embedded-file.ts';
import { quoted, toSql } from './embedded-sql.ts';
import { makeTables, moveMembers } from './embedded-tables.ts';
import type { EmbeddedWriter } from './embedded-writer.ts';
import { assertDocument, indexedFields, inPresentShape } from './shapes.ts';

/** The Collection port over one SQLite table: the document as JSON text beside its id and the number of its shape. */
export async function openEmbeddedCollection<T extends { readonly id: string }>(
  file: EmbeddedFile,
  writer: EmbeddedWriter,
  shape: Shape<T>,
): Promise<Collection<T>> {
  const fields = indexedFields(shape);
  const table = quoted(shape.name);
  await makeTables(file, writer, shape, fields);
  await refuseNewer(file, shape);

  const read = (where: string, values: readonly Value[]) => file.patiently(() => file.rows(`SELECT id, schema, doc FROM ${table}${where}`, values));
  const present = (row: Row) => inPresentShape(shape, JSON.parse(String(row['doc'])), Number(row['schema']));

  const stored = (id: string): Row | undefined => file.rows(`SELECT schema, doc FROM ${table} WHERE id = ?`, [id])[0];
  const store = (sql: string, document: T, before: unknown) => {
    try {
      file.run(sql, [shape.schema, JSON.stringify(document), document.id]);
    } catch (error) {
      throw asDuplicate(shape.name, error);
    }
    moveMembers(file, fields, document.id, before, document);
  };
  const insert = (document: T) => store(`INSERT INTO ${table} (schema, doc, id) VALUES (?, ?, ?)`, document, undefined);
  const replace = (document: T, before: unknown) => store(`UPDATE ${table} SET schema = ?, doc = ? WHERE id = ?`, document, before);

  return {
    async get(id) {
      return (await read(' WHERE id = ?', [id])).map(present)[0];
    },

    async getMany(ids) {
      const rows = await read(' WHERE id IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)]);
      const found = new Map(rows.map((row) => [row['id'], row]));
      return ids.flatMap((id) => {
        const row = found.get(id);
        return row === undefined ? [] : [present(row)];
      });
    },

    async insert(document) {
      assertDocument(fields, document);
      await writer.write(() => insert(document));
    },

    async change(id, next) {
      return writer.write(() => {
        const row = stored(id);
        const before = row && present(row);
        const after = next(before);
        if (after === null) return before;
        assertDocument(fields, after);
        if (after.id !== id) throw new TypeError(`${shape.name}: a change must not turn ${id} into ${after.id}`);
        if (row === undefined) insert(after);
        else replace(after, JSON.parse(String(row['doc'])));
        return after;
      });
    },

    async delete(id) {
      await writer.write(() => {
        const row = stored(id);
        if (row === undefined) return;
        file.run(`DELETE FROM ${table} WHERE id = ?`, [id]);
        moveMembers(file, fields, id, JSON.parse(String(row['doc'])), undefined);
      });
    },

    async find(where, how = {}) {
      const { sql, values } = toSql(fields, readWhere(fields, where), readOrder(fields, how));
      return (await read(sql, values)).map(present);
    },

    async count(where) {
      const { sql, values } = toSql(fields, readWhere(fields, where));
      const rows = await file.patiently(() => file.rows(`SELECT count(*) AS count FROM ${table}${sql}`, values));
      return Number(rows[0]?.['count']);
    },
  };
}

async function refuseNewer<T>(file: EmbeddedFile, shape: Shape<T>): Promise<void> {
  const rows = await file.patiently(() => file.rows(`SELECT max(schema) AS highest FROM ${quoted(shape.name)}`));
  const highest = Number(rows[0]?.['highest'] ?? 0);
  if (highest > shape.schema) throw new NewerSchema(shape.name, highest, shape.schema);
}
