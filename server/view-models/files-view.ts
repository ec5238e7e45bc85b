import type { RecordType } from '../domain/content/content-types.ts';
import type { FieldProblem } from '../domain/content/field-problem.ts';
import { type FileLine, type FileSlot, fileSlots } from '../domain/file-slot.ts';
import { endingFor, endingsOf, type FileFlaw } from '../domain/file-types.ts';
import { fileFieldName, fileFields } from '../domain/file-words.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import { FILE_LIMITS, KEPT_UNUSED_DAYS, type StoredFile } from '../domain/stored-file.ts';
import { shortAddress } from './field-view.ts';
import type { FileAddress } from './file-address.ts';
import { type PictureView, pictureView } from './picture-view.ts';
import type { ControlView } from './record-form/control.ts';
import { controlView } from './record-form/control-view.ts';
import { pathOf, titleOf } from './record-view.ts';
import type { Words } from './words.ts';

export interface FilesView {
  readonly record: string;
  readonly workshop: string;
  /** What was just done. */
  readonly said: string | null;
  readonly summary: readonly { readonly text: string; readonly href: string | null }[];
  readonly lines: readonly LineView[];
  readonly unused: readonly UnusedView[];
  readonly form: {
    readonly action: string;
    /** Empty where there is one place only. */
    readonly slots: readonly { readonly id: string; readonly code: string; readonly label: string; readonly isChosen: boolean }[];
    readonly slot: string;
    readonly accept: string;
    readonly problem: string | null;
    /** Said when the form comes back: browsers never keep a chosen file. */
    readonly isAgain: boolean;
    readonly controls: readonly ControlView[];
  };
  readonly limits: string;
  readonly room: string;
}

interface LineView {
  readonly title: string;
  readonly href: string;
  readonly slot: string | null;
  readonly facts: string | null;
  readonly picture: PictureView | null;
  readonly alt: string | null;
  readonly credit: string | null;
  /** What is wrong with it, if anything. */
  readonly note: string | null;
  readonly remove: { readonly action: string; readonly url: string; readonly label: string };
}

interface UnusedView {
  readonly name: string;
  readonly href: string;
  readonly facts: string;
  readonly remove: { readonly action: string; readonly file: string; readonly label: string };
}

interface Shown {
  readonly record: KnowledgeRecord;
  readonly lines: readonly (FileLine & { readonly file: StoredFile | null; readonly isOurs: boolean })[];
  readonly unused: readonly StoredFile[];
  readonly taken: number;
  readonly quota: number;
}

export interface FilesState {
  readonly said: 'added' | 'removed' | 'deleted' | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly slot: string;
  /** Something was typed before and stands there again. */
  readonly isAgain: boolean;
  readonly wrong: { readonly flaw: FileFlaw | null; readonly problems: readonly FieldProblem[] } | null;
}

export const FILE_INPUT_ID = 'feld-datei';
const MEGABYTE = 1_048_576;
const TABLE = 'project';

/** Where a record's files are added and taken out. */
export function filesPath(record: Pick<KnowledgeRecord, 'type' | 'slug'>): string {
  return `${pathOf(record)}/edit/files`;
}

/** The page of a record's files: what is there, and the form for one more. `addressOf` is the path of a file or of its thumbnail. */
export function filesView(
  { record, lines, unused, taken, quota }: Shown,
  { said, typed, slot: wanted, isAgain, wrong }: FilesState,
  words: Words,
  addressOf: FileAddress,
): FilesView {
  const slots = fileSlots(record.type);
  const slot = slots.find(({ name }) => name === wanted) ?? slots[0];
  if (slot === undefined) throw new Error(`A ${record.type} has no files`);
  const path = filesPath(record);
  // The whole page is about files: what is wrong is named without the list it stands in.
  const brief: Words = { ...words, problem: (found, table) => words.problem(found, table, true) };
  const state = {
    table: TABLE,
    typed: new Map(Object.entries(typed).map(([name, text]) => [name, [text]])),
    problems: wrong?.problems ?? [],
    words: brief,
  } as const;
  const controls = [...fileFields(slot)]
    .sort((one, other) => Number(other.required ?? false) - Number(one.required ?? false))
    .map((field) => controlView({ ...field, name: fileFieldName(field) }, { ...state, action: path, focus: null, marks: 'optional', exampleOf: () => null }));
  const flaw = wrong === null || wrong.flaw === null ? null : flawSentence(wrong.flaw, slot, words);
  const problems = controls.flatMap(({ id, problem }) => (problem === null ? [] : [{ text: problem, href: `#${id}` }]));
  return {
    record: titleOf(record),
    workshop: `${pathOf(record)}/edit`,
    said: said === null ? null : words.t(`files.said.${said}`),
    summary: [...(flaw === null ? [] : [{ text: flaw, href: `#${FILE_INPUT_ID}` }]), ...problems],
    lines: lines.map((line) => lineView(line, record.type, slots.length > 1, path, words, addressOf)),
    unused: unused.map((file) => ({
      name: file.name,
      href: addressOf(file, null),
      facts: factsOf(file, words),
      remove: { action: `${path}/delete`, file: file.id, label: words.t('files.unused.deleteWhich', { name: file.name }) },
    })),
    form: {
      action: path,
      slots:
        slots.length < 2
          ? []
          : slots.map(({ name }, n) => ({ id: `feld-platz-${n + 1}`, code: name, label: words.field(record.type, name).label, isChosen: name === slot.name })),
      slot: slot.name,
      accept: acceptOf(slots),
      problem: flaw,
      isAgain,
      controls,
    },
    limits: words.t('files.limits', {
      image: FILE_LIMITS.imageBytes / MEGABYTE,
      document: FILE_LIMITS.documentBytes / MEGABYTE,
      side: words.number(FILE_LIMITS.side),
    }),
    room: words.t('files.room', { taken: sizeText(taken, words), quota: sizeText(quota, words), days: KEPT_UNUSED_DAYS }),
  };
}

function lineView(
  { file, isOurs, url, values, slot }: Shown['lines'][number],
  type: RecordType,
  hasSlots: boolean,
  path: string,
  words: Words,
  addressOf: FileAddress,
): LineView {
  const text = (name: string): string | null => (typeof values[name] === 'string' && values[name] !== '' ? String(values[name]) : null);
  const title = text('title') ?? file?.name ?? shortAddress(url);
  return {
    title,
    href: file === null ? url : addressOf(file, null),
    slot: hasSlots ? words.field(type, slot.name).label : null,
    facts: file === null ? null : factsOf(file, words),
    picture: file === null ? null : pictureView(file, text('alt') ?? file.alt, addressOf),
    alt: text('alt') ?? file?.alt ?? null,
    credit: text('credit') ?? file?.credit ?? null,
    note: file !== null ? null : words.t(isOurs ? 'files.line.gone' : 'files.line.elsewhere'),
    remove: { action: `${path}/remove`, url, label: words.t('files.line.removeWhich', { name: title }) },
  };
}

function flawSentence(flaw: FileFlaw, slot: FileSlot, words: Words): string {
  const image = FILE_LIMITS.imageBytes / MEGABYTE;
  const document = FILE_LIMITS.documentBytes / MEGABYTE;
  const pixels = FILE_LIMITS.pixels / 1_000_000;
  const avif = FILE_LIMITS.avifPixels / 1_000_000;
  return words.t(`files.flaw.${flaw}`, { image, document, pixels, avif, most: slot.max });
}

function acceptOf(slots: readonly FileSlot[]): string {
  const all = slots.some(({ takes }) => takes === 'any') ? [...endingsOf('image'), ...endingsOf('document')] : [...endingsOf('image'), 'bpmn', 'xml'];
  return all.map((ending) => `.${ending}`).join(',');
}

function factsOf({ parts }: StoredFile, words: Words): string {
  const [whole] = parts;
  const size =
    whole === undefined || whole.width === null ? [] : [words.t('files.pixels', { width: words.number(whole.width), height: words.number(whole.height ?? 0) })];
  return [endingFor(whole?.type ?? '').toUpperCase(), sizeText(whole?.bytes ?? 0, words), ...size].join(', ');
}

function sizeText(bytes: number, words: Words): string {
  if (bytes >= 1024 * MEGABYTE) return words.t('files.gigabytes', { size: words.number(Math.round((bytes / MEGABYTE / 1024) * 10) / 10) });
  if (bytes >= MEGABYTE) return words.t('files.megabytes', { size: words.number(Math.round((bytes / MEGABYTE) * 10) / 10) });
  return words.t('files.kilobytes', { size: words.number(Math.ceil(bytes / 1024)) });
}
