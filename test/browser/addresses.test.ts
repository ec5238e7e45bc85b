import { expect } from 'chai';

import { aProjectInput } from '../fixtures/a-project.ts';
import { anInstance, type Instance } from '../fixtures/an-instance.ts';

/** No browser is needed to see where an address leads. */
describe('the addresses of pages', function () {
  this.timeout(60_000);
  const held: { instance: Instance | null } = { instance: null };
  const town = (): Instance => {
    if (held.instance === null) throw new Error('Not started');
    return held.instance;
  };
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${town().url}${path}`, { redirect: 'manual', headers });

  before(async () => {
    held.instance = await anInstance();
  });
  after(() => held.instance?.remove());

  it('stay true when a record moves, and say so when it is gone', async () => {
    const made = (await town().call('POST', '/api/v1/projects', aProjectInput({ slug: undefined }))).json as { id: string; url: string };
    const old = new URL(made.url).pathname;
    const record = await get(new URL(made.id).pathname, { accept: 'text/html' });
    expect([record.status, record.headers.get('location')]).to.deep.equal([303, old]);

    const moved = await town().call('PATCH', `/api/v1${old}`, { slug: 'licht-mit-sensor' });
    expect(moved.status, moved.text).to.equal(200);
    const from = await get(`${old}?lang=en`);
    expect([from.status, from.headers.get('location')]).to.deep.equal([301, '/projects/licht-mit-sensor?lang=en']);
    expect((await get('/projects/licht-mit-sensor')).status).to.equal(200);

    await town().call('DELETE', '/api/v1/projects/licht-mit-sensor');
    const gone = await get('/projects/licht-mit-sensor');
    expect(gone.status).to.equal(410);
    expect(await gone.text())
      .to.contain('zurückgezogen')
      .and.contain('value="licht mit sensor"');
  });

  it('answer in the language asked for, by address before header', async () => {
    const english = await get('/', { 'accept-language': 'en-GB,en;q=0.9' });
    expect(english.headers.get('content-language')).to.equal('en');
    expect(english.headers.get('vary')).to.contain('Accept-Language');
    expect((await get('/?lang=de', { 'accept-language': 'en' })).headers.get('content-language')).to.equal('de');
    expect((await get('/', { 'accept-language': 'fr' })).headers.get('content-language')).to.equal('de');
  });

  it('never answer odd input with a fault', async () => {
    const odd = [
      '/projects/%E0%A4%A',
      '/search?q=%00%ff&page=abc&topic[$ne]=x&km=-1',
      '/organisations/..%2f..',
      '/records/x%2Fy',
      `/search?q=${'a'.repeat(4_000)}`,
      '//example.org/',
      '/projects/__proto__',
      '/setup?code[]=x',
    ];
    for (const path of odd) {
      const answer = await get(path);
      expect(answer.status, path).to.be.lessThan(500);
      expect(answer.headers.get('content-security-policy'), path).to.contain("default-src 'none'");
    }
    const big = await fetch(`${town().url}/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `name=${'x'.repeat(1_100_000)}`,
    });
    expect([big.status, (await big.text()).includes('Das war zu viel auf einmal')]).to.deep.equal([413, true]);
    expect((await get('//example.org/')).headers.get('location')).to.equal(null);
    expect(await (await get('//example.org/x')).text()).to.not.contain('href="//example.org');
  });
});
