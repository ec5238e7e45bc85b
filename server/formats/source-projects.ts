import { bandOf } from '../domain/computed.ts';
import type { ImportRow } from '../domain/import-row.ts';
import { readExtra } from './read-extra.ts';
import type { Entry } from './record-entry.ts';
import { measureKindOf, phaseOf, topicsOf } from './source-words.ts';

const TITLE_MAX = 120;
const SUMMARY_MAX = 280;
const STATEMENT_MAX = 200;
const KEY = 'projects.json:';

// Everything else of an entry is kept as it is, in `extra`.
const READ = ['id', 'title', 'municipality', 'ags', 'districtAgs', 'state', 'summary', 'topics', 'status', 'startYear', 'endYear', 'cost'];
const READ_TOO = ['fundingProgramme', 'technologies', 'partners', 'lessons', 'sourceUrl', 'moreSources'];
const KNOWN = new Set([...READ, ...READ_TOO]);

/** True for an entry of a collection of projects from public sources, in the shape of projects.json. */
export function isSourceProject(entry: Entry): boolean {
  return 'municipality' in entry && 'sourceUrl' in entry;
}

/** The project of such an entry and its lessons, all of them from public sources and public. Nothing of the entry is lost. */
export function rowsFromSource(number: number, entry: Entry): ImportRow[] {
  const common = commonOf(entry);
  const extra = readExtra(extraOf(entry), 'extra');
  const title = textIn(entry, 'title') ?? '';
  const key = KEY + (textIn(entry, 'id') ?? title);
  const project: ImportRow = {
    ...{ number, title, type: 'project', key, publisher: null, past: null, fault: null },
    input: { ...common, ...projectFields(entry) },
    extra: extra.value,
    problems: extra.problems,
  };
  const lessons = listIn(entry, 'lessons').flatMap((said, n): ImportRow[] =>
    typeof said !== 'string' ? [] : [lessonRow(number, said, `${key}#lesson-${n + 1}`, { ...common, about: key })],
  );
  return [project, ...lessons];
}

function lessonRow(number: number, said: string, key: string, common: Entry): ImportRow {
  const statement = shortened(said, STATEMENT_MAX);
  // Which kind of lesson it is and whose theme, the source does not say: they stay empty.
  const input = { ...common, statement, ...(statement === said ? {} : { context: said }) };
  return { number, title: statement, type: 'lesson', key, publisher: null, input, extra: {}, past: null, problems: [], fault: null };
}

/** What project and lessons share. */
function commonOf(entry: Entry): Entry {
  const urls = [entry['sourceUrl'], ...listIn(entry, 'moreSources')];
  return {
    visibility: 'public',
    origin: 'public-source',
    language: 'de',
    subject: { name: entry['municipality'] ?? null, ags: entry['ags'] ?? entry['districtAgs'] ?? null, state: entry['state'] ?? null },
    tags: entry['topics'] ?? [],
    sources: urls.map((url) => ({ url })),
  };
}

function projectFields(entry: Entry): Entry {
  const words = listIn(entry, 'topics').filter((word) => typeof word === 'string');
  const cost = costOf(entry);
  return {
    title: shortenedIn(entry, 'title', TITLE_MAX),
    summary: shortenedIn(entry, 'summary', SUMMARY_MAX),
    topics: topicsOf(words),
    measureKind: measureKindOf(words),
    phase: phaseOf(textIn(entry, 'status') ?? ''),
    technologies: entry['technologies'] ?? [],
    partners: entry['partners'] ?? [],
    startDate: yearIn(entry, 'startYear'),
    endDate: yearIn(entry, 'endYear'),
    ...costFields(cost),
    funding: fundingOf(entry, cost),
  };
}

interface Cost {
  readonly text: string | null;
  readonly total: number | null;
  readonly funding: number | null;
}

function costOf(entry: Entry): Cost {
  const cost = entry['cost'];
  if (typeof cost !== 'object' || cost === null) return { text: textIn(entry, 'cost'), total: null, funding: null };
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  return { text: textIn(cost as Entry, 'text'), total: number((cost as Entry)['totalEur']), funding: number((cost as Entry)['fundingEur']) };
}

/** A text that speaks of yearly cost alone is a note on those; figures are taken only where the source gives them as figures. */
function costFields({ text, total }: Cost): Entry {
  const isYearly = total === null && text !== null && /pro Jahr|jährlich/i.test(text);
  if (isYearly) return { costPerYear: { note: text } };
  return { costOneOff: { exact: total, band: total === null ? null : bandOf(total), note: text } };
}

function fundingOf(entry: Entry, { funding }: Cost): readonly Entry[] {
  const programme = entry['fundingProgramme'] ?? null;
  return programme === null && funding === null ? [] : [{ programme, amount: funding }];
}

/** What has no field, or was shortened or translated to get into one. */
function extraOf(entry: Entry): Entry {
  const rest = Object.entries(entry).filter(([name]) => !KNOWN.has(name));
  const cut = (['title', 'summary'] as const).filter((name) => shortenedIn(entry, name, name === 'title' ? TITLE_MAX : SUMMARY_MAX) !== entry[name]);
  const status = textIn(entry, 'status');
  const { ags, districtAgs } = entry;
  const otherDistrict = ags !== undefined && districtAgs !== undefined && !(typeof ags === 'string' && ags.slice(0, 5) === districtAgs);
  return Object.fromEntries([
    ...rest,
    ...cut.map((name) => [name, entry[name]] as const),
    ...(status === null ? [] : [['status', status] as const]),
    ...(otherDistrict ? [['districtAgs', districtAgs] as const] : []),
  ]);
}

function yearIn(entry: Entry, name: string): unknown {
  const year = entry[name];
  return typeof year === 'number' ? String(year) : (year ?? null);
}

function textIn(entry: Entry, name: string): string | null {
  const value = entry[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function listIn(entry: Entry, name: string): readonly unknown[] {
  const value = entry[name];
  return Array.isArray(value) ? value : [];
}

function shortenedIn(entry: Entry, name: string, max: number): unknown {
  const value = entry[name];
  return typeof value === 'string' ? shortened(value, max) : value;
}

/** At most `max` characters, cut between words. */
function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/\s+\S*$/, '')} …`.slice(0, max).trim();
}
