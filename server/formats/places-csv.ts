import { type FieldProblem, problem } from '../domain/content/field-problem.ts';
import { isCode, VOCABULARIES } from '../domain/content/vocabularies.ts';
import type { RowFault } from '../domain/import-row.ts';
import { isAgs, type Place, stateOfAgs } from '../domain/place.ts';
import { readTable } from './csv-table.ts';
import { decodeText } from './decode-text.ts';
import type { FileFault } from './file-fault.ts';
import { readNumber } from './german-values.ts';

const NEEDED = ['ags', 'name', 'state', 'district', 'type', 'population', 'latitude', 'longitude'] as const;
const MOST_PEOPLE = 100_000_000;
const LONGEST = 200;

export interface BadPlace {
  readonly number: number;
  readonly problems: readonly FieldProblem[];
  readonly fault: RowFault | null;
}

type Read = { readonly places: readonly Place[]; readonly bad: readonly BadPlace[] } | { readonly fault: FileFault };

/** The register of places from a table with the columns of `NEEDED`, in any order, others beside them. A bad row stops no other. */
export function readPlaces(bytes: Uint8Array): Read {
  const { text } = decodeText(bytes);
  if (text.trim() === '') return { fault: { code: 'empty', values: {} } };
  const table = readTable(text);
  if (table === null) return { fault: { code: 'no-heading', values: {} } };
  const heads = table.heads.map((head) => head.toLowerCase());
  const missing = NEEDED.filter((name) => !heads.includes(name));
  if (missing.length > 0) return { fault: { code: 'places-columns', values: { missing: missing.join(', ') } } };
  const places: Place[] = [];
  const bad: BadPlace[] = [];
  for (const { number, cells, fault } of table.rows) {
    const cell = (name: (typeof NEEDED)[number]): string => (cells[heads.indexOf(name)] ?? '').trim();
    const { place, problems } = placeFrom(cell);
    if (fault === null && problems.length === 0) places.push(place);
    else bad.push({ number, problems: fault === null ? problems : [], fault });
  }
  return { places, bad };
}

function placeFrom(cell: (name: (typeof NEEDED)[number]) => string): { place: Place; problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const number = (name: 'population' | 'latitude' | 'longitude', min: number, max: number): number | null => {
    if (cell(name) === '') return null;
    // Programs write the register: a dot in a coordinate is never a thousands' mark.
    const value = name === 'population' ? readNumber(cell(name)) : Number(cell(name).replace(',', '.'));
    if (value === null || Number.isNaN(value)) problems.push(problem(name, 'not-a-number'));
    else if (value < min || value > max) problems.push(problem(name, 'out-of-range', { limit: value < min ? min : max }));
    return value;
  };
  // Spreadsheets drop the leading zero.
  const ags = /^\d{7}$/.test(cell('ags')) ? `0${cell('ags')}` : cell('ags');
  if (!/^\d{8}$/.test(ags) || !isAgs(ags)) problems.push(problem('ags', 'bad-ags'));
  if (cell('name') === '') problems.push(problem('name', 'required'));
  for (const name of ['name', 'district', 'type'] as const) if (cell(name).length > LONGEST) problems.push(problem(name, 'too-long', { limit: LONGEST }));
  const state = cell('state') === '' ? (stateOfAgs(ags) ?? '') : cell('state');
  if (!isCode('state', state)) problems.push(problem('state', 'not-a-code', { allowed: VOCABULARIES.state }));
  const population = number('population', 0, MOST_PEOPLE);
  const lat = number('latitude', -90, 90);
  const lon = number('longitude', -180, 180);
  if ((lat === null) !== (lon === null)) problems.push(problem(lat === null ? 'latitude' : 'longitude', 'required'));
  return { place: { ags, name: cell('name'), type: cell('type'), state, district: cell('district'), population, lat, lon }, problems };
}
