import type Database from 'libsql';

export interface KnownForm {
  readonly form: string;
  readonly stem: string;
}

/** The words of all texts, whoever may see them, and some that no text holds any more. What an asker may know of them, `SeenWords` tells. */
export interface Vocabulary {
  /** Words with their stems. */
  add(forms: ReadonlyMap<string, string>): void;
  stemOf(form: string): string | undefined;
  /** Of these words, those that occur. */
  known(forms: readonly string[]): readonly KnownForm[];
  /** Words that hold all of these letters in a row. */
  holding(letters: string, most: number): readonly KnownForm[];
  startingWith(letters: string, most: number): readonly KnownForm[];
  /** Words of about this length that share a third of their letters. */
  resembling(form: string, most: number): readonly KnownForm[];
  /** Looks at the next few words and drops those that no text holds; after some calls it has looked at all. */
  prune(isHeld: (stem: string) => boolean): void;
  /** To be said before a write when another process may have dropped words. */
  isStale(): void;
}

const REMEMBERED = 100_000;
/** Looked at with each write; takes about a millisecond. */
const PRUNED_AT_ONCE = 50;

export const VOCABULARY_TABLES = `
  CREATE TABLE v# (number INTEGER PRIMARY KEY, form TEXT NOT NULL UNIQUE, stem TEXT NOT NULL);
  CREATE VIRTUAL TABLE w# USING fts5 (form, content='v#', content_rowid='number', tokenize='trigram', detail=none, columnsize=0);`;

/** Statements over the words of one generation. */
export function createVocabulary(db: Database.Database, number: number): Vocabulary {
  const sql = (text: string) => db.prepare(text.replaceAll('#', String(number)));
  const rows = (text: string) => sql(text).raw();
  const addForm = sql('INSERT OR IGNORE INTO v# (form, stem) VALUES (?, ?)');
  const addTrigrams = sql('INSERT INTO w# (rowid, form) VALUES (?, ?)');
  const dropForm = sql('DELETE FROM v# WHERE number = ?');
  const dropTrigrams = sql(`INSERT INTO w# (w#, rowid, form) VALUES ('delete', ?, ?)`);
  const oneForm = rows('SELECT stem FROM v# WHERE form = ?');
  const someForms = rows('SELECT form, stem FROM v# WHERE form IN (SELECT value FROM json_each(?))');
  const byTrigrams = rows('SELECT v.form, v.stem FROM w# JOIN v# v ON v.number = w#.rowid WHERE w# MATCH ? AND length(v.form) BETWEEN ? AND ? LIMIT ?');
  const byStart = rows('SELECT form, stem FROM v# WHERE form >= ? AND form < ? LIMIT ?');
  const inOrder = rows('SELECT number, form, stem FROM v# WHERE number > ? ORDER BY number LIMIT ?');
  const remembered = new Set<string>();
  // Not from the beginning: a process that is often started anew would never reach the end.
  let lookedAt = Math.floor(Math.random() * Number((rows('SELECT coalesce(max(number), 0) FROM v#').get() as [number])[0]));

  return {
    add(forms) {
      for (const [form, stem] of forms) {
        if (remembered.has(form)) continue;
        const added = addForm.run(form, stem);
        if (added.changes > 0) addTrigrams.run(Number(added.lastInsertRowid), form);
        if (remembered.size >= REMEMBERED) remembered.clear();
        remembered.add(form);
      }
    },
    stemOf: (form) => (oneForm.get(form) as [string] | undefined)?.[0],
    known: (forms) => knownForms(someForms.all(JSON.stringify(forms))),
    holding: (letters, most) =>
      knownForms(byTrigrams.all(trigrams(letters).join(' AND '), letters.length, 60, most)).filter(({ form }) => form.includes(letters)),
    startingWith: (letters, most) => knownForms(byStart.all(letters, `${letters}\u{10ffff}`, most)),
    resembling(form, most) {
      const third = Math.floor(form.length / 3);
      const thirds = [form.slice(0, third), form.slice(third, 2 * third), form.slice(2 * third)];
      const match = thirds.map((part) => `(${trigrams(part).join(' AND ')})`).join(' OR ');
      return knownForms(byTrigrams.all(match, form.length - 2, form.length + 2, most));
    },
    prune(isHeld) {
      const next = inOrder.all(lookedAt, PRUNED_AT_ONCE) as [number, string, string][];
      lookedAt = next.length < PRUNED_AT_ONCE ? 0 : (next.at(-1)?.[0] ?? 0);
      for (const [at, form, stem] of next) {
        if (isHeld(stem)) continue;
        dropTrigrams.run(at, form);
        dropForm.run(at);
        remembered.delete(form);
      }
    },
    isStale: () => remembered.clear(),
  };
}

/** A word as the engine's language of questions takes it. */
export function quoted(key: string): string {
  return `"${key.replaceAll('"', '""')}"`;
}

function knownForms(found: readonly unknown[]): KnownForm[] {
  return (found as [string, string][]).map(([form, stem]) => ({ form, stem }));
}

function trigrams(letters: string): string[] {
  const signs = [...letters];
  return signs.slice(2).map((_, at) => quoted(signs.slice(at, at + 3).join('')));
}
