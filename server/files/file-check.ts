import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

import { fileTypeFromBuffer } from 'file-type';

import { endingOf } from '../domain/file-name.ts';
import { FILE_TYPES, type FileFlaw } from '../domain/file-types.ts';
import { FILE_LIMITS } from '../domain/stored-file.ts';
import type { CheckedFile, FileCheck, Upload } from '../ports/file-check.ts';
import { documentType, isHonest, isProcess } from './document-type.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createPictures } from './picture.ts';

const SIGNATURE = 4_100;
const MOST_WAITING = 12;
const PHONE = new Set(['image/heic', 'image/heic-sequence', 'image/heif']);

type Checked = CheckedFile | { readonly flaw: FileFlaw };

/** Judges what was sent by what is in it, makes pictures anew and leaves documents as they are. */
export function createFileCheck(): FileCheck {
  const remake = createPictures();
  const inTurn = oneAtATime(MOST_WAITING);

  const picture = async ({ path, bytes }: Upload, type: string, takes: string): Promise<Checked> => {
    if (takes === 'bpmn') return { flaw: 'not-a-process' };
    if (bytes > FILE_LIMITS.imageBytes) return { flaw: 'too-large-picture' };
    const made = await inTurn(() => remake(path, type));
    if (made === null) return { flaw: 'busy' };
    return 'flaw' in made ? made : { kind: 'image', type: made.type, parts: made.parts };
  };

  const document = async ({ path, bytes, name }: Upload, takes: string): Promise<Checked> => {
    const ending = endingOf(name);
    const file = await open(path);
    const found = await documentType(file, bytes, ending).finally(() => file.close());
    if ('flaw' in found) return takes === 'image' && found.flaw === 'unknown' ? { flaw: 'not-a-picture' } : found;
    if (!isHonest(found.type, ending)) return { flaw: 'lying' };
    if (takes === 'image') return { flaw: 'not-a-picture' };
    if (takes === 'bpmn' && !isProcess(found.type)) return { flaw: 'not-a-process' };
    const part = { size: null, type: found.type, bytes, digest: await digestOf(path), width: null, height: null };
    return { kind: 'document', type: found.type, parts: [{ ...part, content: () => createReadStream(path) }] };
  };

  return {
    async check(upload, takes) {
      if (upload.bytes === 0) return { flaw: 'empty' };
      if (upload.bytes > FILE_LIMITS.documentBytes) return { flaw: 'too-large' };
      const seen = await signatureOf(upload.path);
      if (seen !== null && PHONE.has(seen)) return { flaw: 'phone-format' };
      if (seen === null || FILE_TYPES[seen]?.kind !== 'image') return document(upload, takes);
      const ending = endingOf(upload.name);
      // Pictures out of the clipboard have no name.
      return ending === '' || isHonest(seen, ending) ? picture(upload, seen, takes) : { flaw: 'lying' };
    },
  };
}

/** From the first bytes alone: file-type would unpack a zip to look into it. */
async function signatureOf(path: string): Promise<string | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE), 0, SIGNATURE, 0);
    const head = buffer.subarray(0, bytesRead);
    return head.subarray(0, 2).toString('latin1') === 'PK' ? null : ((await fileTypeFromBuffer(head))?.mime ?? null);
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
