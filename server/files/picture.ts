import { createHash } from 'node:crypto';

import sharp, { type Sharp } from 'sharp';

import type { FileFlaw } from '../domain/file-types.ts';
import { FILE_LIMITS, type FilePart, THUMBNAILS } from '../domain/stored-file.ts';
import type { CheckedFile } from '../ports/file-check.ts';

const WITHIN_SECONDS = 30;
const READ_AS = ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif', 'VipsForeignLoadHeif'];

type Part = CheckedFile['parts'][number];
type Made = { readonly parts: readonly Part[]; readonly type: string } | { readonly flaw: FileFlaw };

/** Makes pictures anew: upright, no bigger than the limit, without what they told about place, device and person, and with thumbnails. */
export function createPictures(): (path: string, type: string) => Promise<Made> {
  // One picture at a time: decoding is what takes memory, and two cores serve readers too.
  sharp.concurrency(1);
  sharp.cache(false);
  // No SVG, PDF or anything else is ever decoded, whatever it calls itself.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: READ_AS });
  return remade;
}

async function remade(path: string, type: string): Promise<Made> {
  const open = (): Sharp => sharp(path, { limitInputPixels: FILE_LIMITS.pixels, failOn: 'error', sequentialRead: true }).timeout({ seconds: WITHIN_SECONDS });
  try {
    const { width = 0, height = 0, hasAlpha = false } = await sharp(path, { limitInputPixels: false }).metadata();
    if (width * height > FILE_LIMITS.pixels || width * height === 0) return { flaw: width * height === 0 ? 'broken' : 'too-many-pixels' };
    if (type === 'image/avif' && width * height > FILE_LIMITS.avifPixels) return { flaw: 'too-many-pixels-avif' };
    const kept = keptAs(type, hasAlpha);
    const whole = await made(
      null,
      kept,
      open().rotate().resize({ width: FILE_LIMITS.side, height: FILE_LIMITS.side, fit: 'inside', withoutEnlargement: true }),
    );
    const parts: Part[] = [whole];
    for (const size of THUMBNAILS) {
      // From the picture already made, which is small, known and upright. A thumbnail that would be as big is no thumbnail.
      if ((whole.width ?? 0) <= size) continue;
      parts.push(
        await made(
          size,
          'image/webp',
          sharp(await bytesOf(whole))
            .timeout({ seconds: WITHIN_SECONDS })
            .resize({ width: size, withoutEnlargement: true }),
        ),
      );
    }
    return { parts, type: kept };
  } catch (err) {
    return { flaw: /pixel limit/i.test(String(err)) ? 'too-many-pixels' : 'broken' };
  }
}

/** Photographs stay photographs and drawings stay sharp, in formats that every office program reads; WebP only where it is needed. */
function keptAs(type: string, hasAlpha: boolean): string {
  if (type === 'image/png' || type === 'image/gif') return 'image/png';
  return hasAlpha ? 'image/webp' : 'image/jpeg';
}

async function made(size: number | null, type: string, picture: Sharp): Promise<Part> {
  const { data, info } = await encoded(picture, type).toBuffer({ resolveWithObject: true });
  const digest = createHash('sha256').update(data).digest('hex');
  const facts: FilePart = { size, type, bytes: data.length, digest, width: info.width, height: info.height };
  return {
    ...facts,
    async *content() {
      yield data;
    },
  };
}

function encoded(picture: Sharp, type: string): Sharp {
  if (type === 'image/png') return picture.png({ compressionLevel: 9 });
  return type === 'image/webp' ? picture.webp({ quality: 80 }) : picture.jpeg({ quality: 82, mozjpeg: true });
}

async function bytesOf({ content }: Part): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
