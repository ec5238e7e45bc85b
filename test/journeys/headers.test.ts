import { expect } from 'chai';

import { anInstance, type Instance } from '../fixtures/an-instance.ts';

describe('every answer', () => {
  let town: Instance;
  before(async () => {
    town = await anInstance();
  });
  after(() => town.remove());

  const PAGES = [
    '/',
    '/search?q=x',
    '/organisations',
    '/organisations/musterstadt',
    '/imprint',
    '/privacy',
    '/accessibility',
    '/nothing-here',
    '/feed.atom',
    '/api/v1/search',
    '/sitemap.xml',
  ];

  it('forbids what is not ours, and frames', async () => {
    for (const path of PAGES) {
      const { headers } = await fetch(`${town.url}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path)
        .to.include("default-src 'none'")
        .and.include("frame-ancestors 'none'")
        .and.include("object-src 'none'")
        .and.include("base-uri 'none'");
      expect(policy, path).to.not.include('unsafe').and.not.include('http');
      expect(headers.get('x-content-type-options'), path).to.equal('nosniff');
      expect(headers.get('x-powered-by'), path).to.equal(null);
      expect(headers.get('set-cookie'), path).to.equal(null);
    }
  });

  it('has a nonce of its own, the same in the page and in the header', async () => {
    const nonces = new Set<string>();
    for (let n = 0; n < 3; n += 1) {
      const answer = await fetch(town.url);
      const [, nonce = 'none'] = /'nonce-([\w-]+)'/.exec(answer.headers.get('content-security-policy') ?? '') ?? [];
      const inPage = [...(await answer.text()).matchAll(/<script[^>]* nonce="([^"]+)"/g)].map(([, found]) => found);
      expect(inPage).to.not.be.empty;
      expect(new Set(inPage)).to.deep.equal(new Set([nonce]));
      nonces.add(nonce);
    }
    expect(nonces.size).to.equal(3);
  });

  it('asks nobody else for anything, and runs no script that stands in the page', async () => {
    for (const path of PAGES) {
      const html = await (await fetch(`${town.url}${path}`)).text();
      const loaded = [
        ...html.matchAll(
          /<(?:script|img|iframe|source|video|audio)\b[^>]*\ssrc="([^"]+)"|<link\b[^>]*\brel="(?:stylesheet|icon|preload)"[^>]*\bhref="([^"]+)"/g,
        ),
      ];
      for (const [, src, href] of loaded) expect(src ?? href, path).to.match(/^\/(?!\/)/);
      expect(html, path).to.not.match(/<style|\sstyle=|\son\w+="/);
      for (const [, attributes = ''] of html.matchAll(/<script([^>]*)>/g))
        expect(attributes.includes('src=') || attributes.includes('application/ld+json'), path).to.equal(true);
    }
  });

  it('tells search engines what the page is about', async () => {
    for (const [path, type] of [
      ['/', 'WebSite'],
      ['/organisations/musterstadt', 'GovernmentOrganization'],
    ] as const) {
      const html = await (await fetch(`${town.url}${path}`)).text();
      const [, json = '{}'] = /<script type="application\/ld\+json"[^>]*>([^<]+)<\/script>/.exec(html) ?? [];
      expect(JSON.parse(json), path).to.include({ '@context': 'https://schema.org', '@type': type });
    }
  });

  it('believes neither the Host header nor a forwarded address', async () => {
    const { request } = await import('node:http');
    const body = await new Promise<string>((resolve, reject) => {
      const asked = request(
        `${town.url}/`,
        { headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' } },
        (answer) => {
          let text = '';
          answer.on('data', (chunk: Buffer) => {
            text += chunk.toString();
          });
          answer.once('end', () => resolve(text));
        },
      );
      asked.once('error', reject);
      asked.end();
    });
    expect(body).to.include('Musterstadt').and.not.include('evil.example');
  });

  it('is never a fault of ours, whatever is asked', async () => {
    const strange = [
      '/%',
      '/%00',
      '/projects/%ff',
      '/projects/..%2f..%2fetc%2fpasswd',
      '/search?q=%E0%A4%A',
      '/search?page=-1&sort[]=x&topic[$ne]=1&__proto__[x]=1',
      '//evil.example/..',
      '/organisations/@x@y',
      `/search?q=${'a'.repeat(8_000)}`,
      '/records/x',
      '/lessons/constructor',
      '/search?lat=NaN&lon=1e999&radius=-5',
      '/api/v1/projects/%ff',
      '/assets/../package.json',
    ];
    for (const path of strange) {
      const { status } = await fetch(`${town.url}${path}`, { redirect: 'manual' });
      expect(status, path).to.be.below(500);
    }
  });
});
