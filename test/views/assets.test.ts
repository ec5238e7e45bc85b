import { get } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect } from 'chai';
import express from 'express';

import { openAssets } from '../../server/web/assets.ts';
import { kernFolder } from '../../server/web/package-root.ts';

describe('assets over HTTP', () => {
  const assets = openAssets(process.cwd(), kernFolder(process.cwd()));
  const server = express().use(assets.router).listen(0);
  after(() => void server.close());

  const fetched = (path: string, encoding: string): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; bytes: number }> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      get({ port, path, headers: { 'accept-encoding': encoding } }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, bytes: Buffer.concat(chunks).length }));
      }).on('error', reject);
    });

  it('are kept for a year and packed as the browser likes', async () => {
    const address = assets.address('leuchtnetz.css');
    const [plain, gzip, brotli] = [await fetched(address, 'identity'), await fetched(address, 'gzip'), await fetched(address, 'gzip, br')];
    expect(plain.headers['cache-control']).to.equal('public, max-age=31536000, immutable');
    expect(plain.headers['content-type']).to.equal('text/css; charset=utf-8');
    expect([gzip.headers['content-encoding'], brotli.headers['content-encoding']]).to.deep.equal(['gzip', 'br']);
    expect(brotli.bytes).to.be.lessThan(gzip.bytes).and.lessThan(20_000);
    expect(gzip.bytes).to.be.lessThan(plain.bytes / 3);
    expect(plain.headers['vary']).to.contain('Accept-Encoding');
  });

  it('are fonts, script and icon too; nothing else lies there', async () => {
    expect((await fetched(assets.address('FiraSans-Regular.woff2'), 'br')).headers['content-type']).to.equal('font/woff2');
    expect((await fetched(assets.address('search.js'), 'identity')).headers['content-type']).to.contain('javascript');
    expect((await fetched('/favicon.ico', 'br')).headers['location']).to.equal(assets.address('favicon.svg'));
    expect((await fetched('/assets/leuchtnetz.000000000000.css', 'br')).status).to.equal(404);
    expect((await fetched('/assets/..%2f..%2fpackage.json', 'br')).status).to.equal(404);
  });
});
