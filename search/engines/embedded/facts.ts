import type { SearchDocument } from '../../../server/ports/search-index.ts';

/** What of a document is kept in memory, beside the words: all by which it is chosen, counted and ordered. NaN where it has none. */
export interface Facts {
  readonly isPublic: boolean;
  readonly population: number;
  readonly cost: number;
  readonly lat: number;
  readonly lon: number;
  readonly published: number;
  readonly confirmed: number;
  /** How many words title and everything else hold: a short text that holds a word is more about it. */
  readonly titleWords: number;
  readonly otherWords: number;
  /** Facet and code in turn. */
  readonly codes: readonly string[];
}

/** The facts of a document, as one line of text. */
export function packFacts(document: SearchDocument, titleWords: number, otherWords: number): string {
  const numbers = [document.population, document.cost, document.point?.lat ?? null, document.point?.lon ?? null];
  const instants = [instant(document.published) ?? 0, instant(document.confirmedAt)];
  const codes = Object.entries(document.facets).flatMap(([facet, values]) => [...new Set(values)].flatMap((code) => [facet, code]));
  return JSON.stringify([document.visibility === 'public', ...numbers, ...instants, titleWords, otherWords, codes]);
}

/** Reads what `packFacts` wrote. */
export function unpackFacts(line: string): Facts {
  const [isPublic, population, cost, lat, lon, published, confirmed, titleWords, otherWords, codes] = JSON.parse(line) as [
    boolean,
    number | null,
    number | null,
    number | null,
    number | null,
    number,
    number | null,
    number,
    number,
    string[],
  ];
  const known = { population: population ?? Number.NaN, cost: cost ?? Number.NaN, lat: lat ?? Number.NaN, lon: lon ?? Number.NaN };
  return { isPublic, ...known, published, confirmed: confirmed ?? Number.NaN, titleWords, otherWords, codes };
}

function instant(iso: string | null): number | null {
  const at = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? null : at;
}
