import { fieldsOf, type RecordType } from './content/content-types.ts';
import type { Content, Field, Group, ScalarField, Value } from './content/field.ts';
import { isGroup } from './content/field.ts';
import type { KnowledgeRecord } from './record.ts';

/** A place in a type's table that holds the address of a file: a member of a list (many), or one field of a group. */
export interface FileSlot {
  /** Dotted: `documents.url`, `bpmn.picture`. */
  readonly name: string;
  readonly field: string;
  readonly inner: string;
  readonly isList: boolean;
  /** What may lie there. */
  readonly takes: 'any' | 'image' | 'bpmn';
  readonly max: number;
  /** The scalars beside the address: what the form asks besides the file. */
  readonly beside: readonly ScalarField[];
}

/** Everything a record of this type can hold as a file; follows from the `file` of its table's lines. */
export function fileSlots(type: RecordType): FileSlot[] {
  return fieldsOf(type).flatMap((field) => ('fields' in field ? slotsIn(field) : []));
}

export function slotsIn(field: Field & { readonly fields: readonly ScalarField[] }): FileSlot[] {
  return field.fields.flatMap((inner) => {
    if (inner.kind !== 'url' || inner.file === undefined) return [];
    const isList = field.kind === 'list';
    const beside = field.fields.filter((other) => other !== inner && !(other.kind === 'url' && other.file !== undefined));
    return [
      {
        name: `${field.name}.${inner.name}`,
        field: field.name,
        inner: inner.name,
        isList,
        takes: inner.file,
        max: field.kind === 'list' ? field.max : 1,
        beside,
      },
    ];
  });
}

/** A file's line in a record: its address and what is said of it. */
export interface FileLine {
  readonly slot: FileSlot;
  readonly url: string;
  readonly values: Group;
}

export function fileLines({ type, content }: Pick<KnowledgeRecord, 'type' | 'content'>): FileLine[] {
  return fileSlots(type).flatMap((slot) =>
    membersOf((content as Content)[slot.field] ?? null).flatMap((values) => {
      const url = values[slot.inner];
      return typeof url === 'string' && url !== '' ? [{ slot, url, values }] : [];
    }),
  );
}

/** The field's value with one more file in the slot: at the end of a list, or in the place of what was there. */
export function withFile(content: Content, slot: FileSlot, url: string, said: Group): Readonly<Record<string, unknown>> {
  const known = Object.fromEntries(slot.beside.flatMap(({ name }) => (name in said ? [[name, said[name] ?? null]] : [])));
  const line = { ...known, [slot.inner]: url };
  // A group's other words are about all of it: a second file does not change what was said of the picture.
  const [group = {}] = membersOf(content[slot.field] ?? null);
  const unsaid = Object.entries(known).filter(([name]) => slot.takes === 'image' || (group[name] ?? null) === null);
  if (!slot.isList) return { [slot.field]: { ...Object.fromEntries(unsaid), [slot.inner]: url } };
  return { [slot.field]: [...membersOf(content[slot.field] ?? null), line] };
}

/** The field's value without this address; null when it does not stand there. */
export function withoutFile(content: Content, slot: FileSlot, url: string): Readonly<Record<string, unknown>> | null {
  const members = membersOf(content[slot.field] ?? null);
  if (!members.some((member) => member[slot.inner] === url)) return null;
  return { [slot.field]: slot.isList ? members.filter((member) => member[slot.inner] !== url) : { [slot.inner]: null } };
}

function membersOf(value: Value): Group[] {
  if (isGroup(value)) return [value];
  return Array.isArray(value) ? (value as unknown[]).filter((member): member is Group => isGroup(member as Value)) : [];
}

/** Whether anything in the record leads to this file, a line of its own or a link in its text. */
export function mentions({ content }: Pick<KnowledgeRecord, 'content'>, file: string): boolean {
  return JSON.stringify(content).includes(`/files/${file}/`);
}
