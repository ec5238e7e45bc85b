import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

import { type Request, type Response, Router } from 'express';

import { stylesheet } from './stylesheet.ts';

/** Style, fonts, scripts and pictures, all from this host, under addresses that change with their content. */
export interface Assets {
  /** Throws for a name that is not there. */
  address(name: string): string;
  readonly router: Router;
}

interface Asset {
  readonly type: string;
  readonly body: Buffer;
  readonly address: string;
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  woff2: 'font/woff2',
};
// The browser loads a weight only when a page uses it.
const FONTS = ['FiraSans-Regular.woff2', 'FiraSans-Italic.woff2', 'FiraSans-Medium.woff2', 'FiraSans-SemiBold.woff2'];
const YEAR = 31_536_000;

/** `root` is the folder of the package: it holds views/, and @kern-ux/native is found from there. */
export function openAssets(root: string, kernFolder: string): Assets {
  const own = join(root, 'views', 'assets');
  const assets = new Map<string, Asset>();
  const add = (name: string, body: Buffer): void => void assets.set(name, assetOf(name, body));
  for (const name of FONTS) add(name, readFileSync(join(kernFolder, 'dist', 'fonts', 'fira-sans', name)));
  for (const name of readdirSync(own).filter((file) => /\.(js|svg)$/.test(file))) add(name, readFileSync(join(own, name)));
  const address = (name: string): string => {
    const asset = assets.get(name);
    if (asset === undefined) throw new Error(`No asset called ${name}`);
    return asset.address;
  };
  add('leuchtnetz.css', Buffer.from(stylesheet({ views: join(root, 'views'), kernFolder, address })));

  const router = Router();
  const byAddress = new Map([...assets.values()].map((asset) => [asset.address, asset]));
  const send = createSend();
  router.get('/assets/:name', async (req, res, next) => {
    const asset = byAddress.get(req.path);
    if (asset === undefined) return next();
    await send(req, res, asset);
  });
  router.get('/favicon.ico', (_req, res) => res.redirect(302, address('favicon.svg')));
  return { address, router };
}

function assetOf(name: string, body: Buffer): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const dot = name.lastIndexOf('.');
  return { type: TYPES[name.slice(dot + 1)] ?? 'application/octet-stream', body, address: `/assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}` };
}

/** Each asset is packed once, when the first reader asks for it. */
function createSend(): (req: Request, res: Response, asset: Asset) => Promise<void> {
  const packed = new Map<string, Promise<Buffer>>();
  const pack = (asset: Asset, encoding: string): Promise<Buffer> => {
    const key = `${encoding} ${asset.address}`;
    const known = packed.get(key) ?? (encoding === 'br' ? promisify(brotliCompress)(asset.body) : promisify(gzip)(asset.body));
    packed.set(key, known);
    return known;
  };
  return async (req, res, asset) => {
    res.set('Content-Type', asset.type).set('Cache-Control', `public, max-age=${YEAR}, immutable`);
    if (asset.type === TYPES['woff2']) return void res.send(asset.body);
    res.vary('Accept-Encoding');
    // Browsers name gzip first without liking it better.
    const encoding = (['br', 'gzip'] as const).find((known) => req.acceptsEncodings(known) === known);
    if (encoding === undefined) return void res.send(asset.body);
    res.set('Content-Encoding', encoding).send(await pack(asset, encoding));
  };
}
