import { createHash } from 'node:crypto';
import type { SearchDocument } from '../../../server/ports/search-index.ts';
import { fold, wordsOf } from '../../language/folding.ts';

export const OPEN_MARK = '\ue000';
export const CLOSE_MARK = '\ue001';

/** A document as it lies in the engine. */
export interface KeptRecord {
  /** The engine takes no addresses as keys. */
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly tags: string;
  readonly body: string;
  /** Other ways to spell the words: the engine knows ü as u, but neither ue nor ss. */
  readonly spellings: string;
  readonly visibility: 'public' | 'followers';
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly population: number | null;
  readonly cost: number | null;
  readonly _geo?: { readonly lat: number; readonly lng: number };
  readonly published: number;
  readonly confirmed: number;
  /** When it was put, or 0 if a rebuild read it from the store: what was put during a rebuild wins. */
  readonly stamp: number;
  readonly document: Omit<SearchDocument, 'title' | 'summary' | 'tags' | 'body' | 'facets'>;
}

export function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 40);
}

/** What the engine keeps of a document. */
export function keptRecord(document: SearchDocument, stamp: number): KeptRecord {
  const { title, summary, tags, body, facets, ...rest } = document;
  const { id, visibility, population, cost, point } = rest;
  const texts = [title, summary, tags, body].map(unmarked);
  return {
    key: keyOf(id),
    id,
    title: texts[0] ?? '',
    summary: texts[1] ?? '',
    tags: texts[2] ?? '',
    body: texts[3] ?? '',
    spellings: otherSpellings(texts.join(' ')).join(' '),
    visibility,
    facets,
    population,
    cost,
    ...(point === null ? {} : { _geo: { lat: point.lat, lng: point.lon } }),
    published: milliseconds(document.published),
    confirmed: milliseconds(document.confirmedAt),
    stamp,
    document: rest,
  };
}

/** Spelled out (Buecherbus) for words with umlauts, folded (bucherbus) for words that are spelled out. */
function otherSpellings(text: string): string[] {
  const spellings = new Set<string>();
  for (const { text: word } of wordsOf(text)) {
    const lower = word.normalize('NFC').toLowerCase();
    const spelledOut = lower.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss');
    if (spelledOut !== lower) spellings.add(spelledOut);
    const folded = fold(word);
    if (folded !== lower && spelledOut === lower) spellings.add(folded);
  }
  return [...spellings];
}

/** The two signs by which the engine marks what it found belong to us alone, and half an emoji is no JSON. */
function unmarked(text: string): string {
  return text.replaceAll(/[\ue000\ue001\p{Cs}]/gu, '');
}

function milliseconds(iso: string | null): number {
  const at = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? 0 : at;
}
