import { pipeline } from 'node:stream/promises';

import { type Request, type Response, Router } from 'express';

import type { ReadFile } from '../../actions/read-file.ts';
import { nameInAddress } from '../../domain/file-name.ts';
import { endingFor } from '../../domain/file-types.ts';
import type { FilePart, StoredFile } from '../../domain/stored-file.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';

interface Needs {
  readonly readFile: ReadFile;
  readonly show: Show;
}

type OfFile = Request<{ id: string; name: string; size?: string }>;

// A day: the bytes at an address never change, but somebody may have to take a picture back.
const KEPT_FOR = 86_400;

/** GET /files/:id/:name and /files/:id/:size/:name: the bytes, and nothing but the bytes, whatever else is asked for. */
export function filePage({ readFile, show }: Needs): Router {
  const router = Router();
  const serve = async (req: OfFile, res: Response): Promise<void> => {
    const { viewer } = contextOf(res);
    const found = await readFile.find(viewer, req.params.id);
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    const { file, isPublic } = found.value;
    const part = partIn(file, req.params.size);
    if (part === null || req.params.name !== addressName(file, part)) return answerRefusal(req, res, show, { kind: 'not-found' });

    const isForAll = isPublic && viewer.kind === 'visitor';
    const keeping = isForAll ? `public, max-age=${KEPT_FOR}, immutable` : isPublic ? `private, max-age=${KEPT_FOR}` : 'private, no-store';
    res.set({
      'Content-Type': part.type.startsWith('text/') ? `${part.type}; charset=utf-8` : part.type,
      'Content-Disposition': disposition(file, part),
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': keeping,
      ETag: `"${part.digest.slice(0, 32)}"`,
      'Accept-Ranges': 'bytes',
    });
    if (req.fresh) return void res.status(304).end();
    const range = rangeIn(req, part, res.get('ETag') ?? '');
    if (range === 'impossible') return void res.status(416).set('Content-Range', `bytes */${part.bytes}`).end();
    const length = range === null ? part.bytes : range.last - range.first + 1;
    if (range !== null) res.status(206).set('Content-Range', `bytes ${range.first}-${range.last}/${part.bytes}`);
    res.set('Content-Length', String(length));
    if (req.method === 'HEAD' || length === 0) return void res.end();
    const bytes = await readFile.bytes(file, part, range);
    if (bytes === null) throw new Error(`The bytes of file ${file.id} are not there`);
    // Whoever goes away in the middle is no fault.
    await pipeline(bytes, res).catch((err: unknown) => {
      if (!res.destroyed) throw err;
    });
  };
  router.get('/files/:id/:name', (req: OfFile, res) => serve(req, res));
  router.get('/files/:id/:size/:name', (req: OfFile, res) => serve(req, res));
  return router;
}

/** The last segment of a part's address. */
function addressName(file: StoredFile, { type }: FilePart): string {
  return nameInAddress(file.name, endingFor(type));
}

function partIn({ parts }: StoredFile, size: string | undefined): FilePart | null {
  const wanted = size === undefined ? null : /^\d{2,4}$/.test(size) ? Number(size) : Number.NaN;
  return parts.find((part) => part.size === wanted) ?? null;
}

/** Our own pictures may stand in a page; everything else is saved, never opened on this host. */
function disposition({ kind, name }: StoredFile, part: FilePart): string {
  const whole = part.size === null ? name : name.replace(/\.[^.]+$/, `.${endingFor(part.type)}`);
  const plain = whole.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `${kind === 'image' ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(whole).replace(/['()*]/g, escaped)}`;
}

function escaped(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** One range at most; several are answered whole, as HTTP allows. */
function rangeIn(req: Request, { bytes }: FilePart, etag: string): { first: number; last: number } | 'impossible' | null {
  const condition = req.get('if-range');
  if (condition !== undefined && condition !== etag) return null;
  const asked = req.range(bytes, { combine: true });
  if (asked === undefined || asked === -2) return null;
  if (asked === -1) return 'impossible';
  const [only, another] = asked;
  return asked.type !== 'bytes' || only === undefined || another !== undefined ? null : { first: only.start, last: only.end };
}
