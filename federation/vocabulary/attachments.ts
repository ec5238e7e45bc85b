import { isWebAddress } from '../../server/domain/content/check-scalar.ts';
import { endingOf } from '../../server/domain/file-name.ts';
import { fileLines } from '../../server/domain/file-slot.ts';
import { FILE_TYPES } from '../../server/domain/file-types.ts';
import type { KnowledgeRecord } from '../../server/domain/record.ts';
import type { StoredFile } from '../../server/domain/stored-file.ts';
import { type JsonObject, said } from './context.ts';

/** The record's own files by the addresses that stand in it. */
export type Files = ReadonlyMap<string, StoredFile>;

/** Pictures, documents and links of a record, pictures first: Lemmy shows the first one. Each has a text alternative. */
export function attachmentsOf(record: KnowledgeRecord, files: Files): readonly JsonObject[] {
  const all = fileLines(record)
    .filter(({ url }) => isWebAddress(url))
    .map(({ url, values }) => attachmentOf(url, values, files.get(url)));
  return [...all.filter(isImage), ...all.filter((one) => !isImage(one))];
}

export function isImage({ type }: JsonObject): boolean {
  return type === 'Image';
}

function attachmentOf(url: string, values: Readonly<Record<string, unknown>>, file: StoredFile | undefined): JsonObject {
  const whole = file?.parts.find(({ size }) => size === null);
  const mediaType = whole?.type ?? typeByName(url);
  const name = textIn(values, 'alt') ?? file?.alt ?? textIn(values, 'title') ?? '';
  if (mediaType === null) return { type: 'Link', href: url, name: textIn(values, 'title') ?? name, mediaType: 'text/html' };
  if (!mediaType.startsWith('image/')) return { type: 'Document', mediaType, url, name: textIn(values, 'title') ?? name };
  return said({ type: 'Image', mediaType, url, name, width: whole?.width, height: whole?.height });
}

function textIn(values: Readonly<Record<string, unknown>>, name: string): string | null {
  const text = values[name];
  return typeof text === 'string' && text !== '' ? text : null;
}

/** What lies elsewhere is known by its name alone; a page is a link. */
function typeByName(url: string): string | null {
  const ending = endingOf(new URL(url).pathname);
  const types = Object.entries(FILE_TYPES);
  return (types.find(([, type]) => type.ending === ending) ?? types.find(([, { comesAs }]) => comesAs.includes(ending)))?.[0] ?? null;
}
