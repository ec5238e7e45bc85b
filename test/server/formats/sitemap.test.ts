import { expect } from 'chai';

import { sitemaps } from '../../../server/formats/sitemap.ts';

const BASE = 'https://stadt.example';

describe('a sitemap', () => {
  it('names every address and, where known, when it changed', () => {
    const [xml, ...others] = sitemaps(
      [
        { url: `${BASE}/`, changed: null },
        { url: `${BASE}/search?type=lesson&x="1"`, changed: '2026-01-01T10:00:00.000Z' },
      ],
      BASE,
    );
    expect(others).to.deep.equal([]);
    expect(xml).to.include('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">').and.include(`<url><loc>${BASE}/</loc></url>`);
    expect(xml).to.include(`<url><loc>${BASE}/search?type=lesson&amp;x=&quot;1&quot;</loc><lastmod>2026-01-01T10:00:00.000Z</lastmod></url>`);
  });

  it('is one file up to 50,000 addresses, and an index of files beyond, in which none is lost', () => {
    const addresses = Array.from({ length: 50_001 }, (_, n) => ({ url: `${BASE}/projects/${n}`, changed: null }));
    expect(sitemaps(addresses.slice(1), BASE)).to.have.length(1);
    const [index, ...files] = sitemaps(addresses, BASE);
    expect(index).to.include('<sitemapindex').and.include(`<sitemap><loc>${BASE}/sitemap-1.xml</loc></sitemap>`).and.include(`${BASE}/sitemap-2.xml`);
    expect(index).not.to.include('sitemap-3.xml');
    expect(files.map((file) => file.match(/<loc>/g)?.length)).to.deep.equal([50_000, 1]);
    expect(files[1]).to.include(`${BASE}/projects/50000<`);
  });
});
