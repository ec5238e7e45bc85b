import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Language } from '../view-models/words.ts';

/** Texts by their whole key, `search.heading`; a plural stands under `search.found.one` and `search.found.other`. */
export type Catalogue = ReadonlyMap<string, string>;

/** Every text of <folder>/<language>/*.json. Throws with the file's name when one cannot be read. */
export function openCatalogue(folder: string, language: Language): Catalogue {
  const files = readdirSync(join(folder, language)).filter((file) => file.endsWith('.json'));
  return new Map(files.flatMap((file) => textsIn(file.slice(0, -'.json'.length), parsed(join(folder, language, file)))));
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`The words in ${path} are not JSON`, { cause });
  }
}

function textsIn(key: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`The words for ${key} are neither a text nor an object of texts`);
  return Object.entries(value).flatMap(([name, inner]) => textsIn(`${key}.${name}`, inner));
}
