import type Database from 'libsql';
import type { SearchDocument } from '../../../server/ports/search-index.ts';
import type { Analyzer } from '../../language/analyzer.ts';
import { packFacts } from './facts.ts';
import { createVocabulary, quoted, VOCABULARY_TABLES, type Vocabulary } from './vocabulary.ts';

/** The parts of a document that words are looked for in; the letter stands before each key, so that one list per key and part is kept. */
export const PARTS = { title: 'a', summary: 'b', tags: 'c', body: 'd' } as const;
export type Part = keyof typeof PARTS;

/** A document, read into keys and ready to be written. */
export interface Prepared {
  readonly id: string;
  readonly facts: string;
  readonly document: string;
  readonly keys: string;
  readonly forms: ReadonlyMap<string, string>;
}

/** One set of tables that together are an index. A rebuild fills the next one beside it. */
export interface Generation {
  readonly number: number;
  put(prepared: Prepared, seq: number): void;
  remove(id: string, seq: number): void;
  /** Whether the document was put or removed after this moment. */
  hasChanged(id: string, since: number): boolean;
  changedSince(since: number, most: number): readonly Changed[];
  removedSince(since: number): readonly { readonly place: number; readonly id: string; readonly seq: number }[];
  /** Keeps the latest removals alone; the number of the last one forgotten, or 0 when there were not too many. */
  forgetRemovals(): number;
  documents(places: readonly number[]): Map<number, SearchDocument>;
  /** The places of the documents that hold any of the keys in this part. */
  places(part: Part, keys: readonly string[]): string;
  /** Whether a document holds the stem, in whatever part, that lies in a place of which this is true. */
  isHeld(stem: string, where: (place: number) => boolean): boolean;
  readonly words: Vocabulary;
  /** Drops some of the words that no document holds any more. Not while a rebuild adds some. */
  prune(): void;
  /** A slice of tidying; false when there is nothing left to tidy. */
  tidy(): boolean;
}

export interface Changed {
  readonly place: number;
  readonly id: string;
  readonly seq: number;
  readonly facts: string;
}

/** So many places of a word are looked at before all of them are read. */
const FIRST_PLACES = 32;
/** So many removals are kept at least, and twice as many at most. */
const REMOVALS_KEPT = 1_000;

/** Reads a document into what is written of it. */
export function prepare(document: SearchDocument, analyzer: Analyzer): Prepared {
  const forms = new Map<string, string>();
  const counted = { title: 0, summary: 0, tags: 0, body: 0 };
  const keys: string[] = [];
  for (const part of Object.keys(PARTS) as Part[]) {
    const tokens = analyzer.tokens(document[part]);
    counted[part] = tokens.length;
    for (const { form, key } of tokens) if (form !== null && form.length >= 3 && form.length <= 60) forms.set(form, key);
    for (const key of new Set(tokens.map((token) => token.key))) keys.push(PARTS[part] + key);
  }
  const facts = packFacts(document, counted.title, counted.summary + counted.tags + counted.body);
  return { id: document.id, facts, document: JSON.stringify(document), keys: keys.join(' '), forms };
}

export function createTables(db: Database.Database, number: number): void {
  db.exec(`
    CREATE TABLE d${number} (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, facts TEXT NOT NULL);
    CREATE INDEX d${number}_seq ON d${number} (seq);
    CREATE TABLE t${number} (place INTEGER PRIMARY KEY, document TEXT NOT NULL);
    CREATE TABLE gone${number} (id TEXT PRIMARY KEY, place INTEGER NOT NULL, seq INTEGER NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE f${number} USING fts5 (keys, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0');
    ${VOCABULARY_TABLES.replaceAll('#', String(number))}`);
}

export function dropTables(db: Database.Database, number: number): void {
  for (const table of ['f', 'w', 'd', 't', 'gone', 'v']) db.exec(`DROP TABLE IF EXISTS ${table}${number}`);
}

/** Statements over the tables of one generation. */
export function createGeneration(db: Database.Database, number: number): Generation {
  const sql = (text: string) => db.prepare(text.replaceAll('#', String(number)));
  const rows = (text: string) => sql(text).raw();
  const placeOf = rows('SELECT place FROM d# WHERE id = ?');
  const addRow = sql('INSERT INTO d# (id, seq, facts) VALUES (?, ?, ?)');
  const changeRow = sql('UPDATE d# SET seq = ?, facts = ? WHERE place = ?');
  const keepText = sql('INSERT OR REPLACE INTO t# (place, document) VALUES (?, ?)');
  const keepKeys = sql('INSERT OR REPLACE INTO f# (rowid, keys) VALUES (?, ?)');
  const dropRow = sql('DELETE FROM d# WHERE place = ?');
  const dropText = sql('DELETE FROM t# WHERE place = ?');
  const dropKeys = sql('DELETE FROM f# WHERE rowid = ?');
  const noteGone = sql('INSERT OR REPLACE INTO gone# (id, place, seq) VALUES (?, ?, ?)');
  const forgetGone = sql('DELETE FROM gone# WHERE id = ?');
  const seqOf = rows('SELECT seq FROM d# WHERE id = ? UNION ALL SELECT seq FROM gone# WHERE id = ?');
  const changed = rows('SELECT place, id, seq, facts FROM d# WHERE seq > ? ORDER BY seq, place LIMIT ?');
  const removed = rows('SELECT place, id, seq FROM gone# WHERE seq > ?');
  const removals = rows('SELECT count(*) FROM gone#');
  const firstTooOld = rows('SELECT seq FROM gone# ORDER BY seq DESC LIMIT 1 OFFSET ?');
  const forgetOld = sql('DELETE FROM gone# WHERE seq <= ?');
  const text = rows('SELECT document FROM t# WHERE place = ?');
  // One long text instead of 50,000 rows: twenty times faster across the border of the engine.
  const placesOf = rows('SELECT group_concat(rowid) FROM f# WHERE f# MATCH ?');
  const firstPlaces = rows('SELECT rowid FROM f# WHERE f# MATCH ? LIMIT ?');
  const tidyUp = sql(`INSERT INTO f# (f#, rank) VALUES ('merge', ?)`);
  const changes = rows('SELECT total_changes()');
  const words = createVocabulary(db, number);
  let hasBegunTidying = false;

  const place = (id: string) => (placeOf.get(id) as [number] | undefined)?.[0];
  const allPlaces = (match: string) => (placesOf.get(match) as [string | null])[0] ?? '';
  const total = () => (changes.get() as [number])[0];

  return {
    number,
    put(prepared, seq) {
      const known = place(prepared.id);
      if (known === undefined) forgetGone.run(prepared.id);
      else changeRow.run(seq, prepared.facts, known);
      const at = known ?? Number(addRow.run(prepared.id, seq, prepared.facts).lastInsertRowid);
      keepText.run(at, prepared.document);
      keepKeys.run(at, prepared.keys);
      words.add(prepared.forms);
    },
    remove(id, seq) {
      const at = place(id);
      noteGone.run(id, at ?? 0, seq);
      if (at === undefined) return;
      for (const drop of [dropRow, dropText, dropKeys]) drop.run(at);
    },
    hasChanged: (id, since) => (seqOf.all(id, id) as [number][]).some(([seq]) => seq > since),
    changedSince: (since, most) =>
      (changed.all(since, most) as [number, string, number, string][]).map(([at, id, seq, facts]) => ({ place: at, id, seq, facts })),
    removedSince: (since) => (removed.all(since) as [number, string, number][]).map(([at, id, seq]) => ({ place: at, id, seq })),
    forgetRemovals() {
      if ((removals.get() as [number])[0] <= 2 * REMOVALS_KEPT) return 0;
      const [upTo] = firstTooOld.get(REMOVALS_KEPT) as [number];
      forgetOld.run(upTo);
      return upTo;
    },
    documents(places) {
      const found = places.map((at) => [at, text.get(at) as [string] | undefined] as const);
      return new Map(found.flatMap(([at, row]) => (row === undefined ? [] : [[at, JSON.parse(row[0]) as SearchDocument] as const])));
    },
    places: (part, keys) => (keys.length === 0 ? '' : allPlaces(keys.map((key) => quoted(PARTS[part] + key)).join(' OR '))),
    isHeld(stem, where) {
      const match = anyPart(stem);
      const first = firstPlaces.all(match, FIRST_PLACES) as [number][];
      if (first.some(([at]) => where(at))) return true;
      return (
        first.length === FIRST_PLACES &&
        allPlaces(match)
          .split(',')
          .some((at) => where(Number(at)))
      );
    },
    words,
    prune: () => words.prune((stem) => firstPlaces.get(anyPart(stem), 1) !== undefined),
    tidy() {
      const before = total();
      // The first call, negative, plans the merging of everything; the next ones carry it out.
      tidyUp.run(hasBegunTidying ? 400 : -400);
      hasBegunTidying = true;
      return total() - before >= 2;
    },
  };
}

function anyPart(stem: string): string {
  return Object.values(PARTS)
    .map((part) => quoted(part + stem))
    .join(' OR ');
}
