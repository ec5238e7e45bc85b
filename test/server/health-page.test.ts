import { expect } from 'chai';

import { type Api, anApi, at } from './api/an-api.ts';

describe('what machines ask about this one', () => {
  let api: Api;
  before(async () => {
    api = await anApi();
  });
  after(() => api.close());

  it('says that the process lives and is ready', async () => {
    const [lives, ready] = [await api.ask('GET', '//healthz', { token: null }), await api.ask('GET', '//readyz', { token: null })];
    expect([lives.status, lives.json]).to.deep.equal([200, { status: 'ok' }]);
    expect([ready.status, ready.json]).to.deep.equal([200, { status: 'ready' }]);
    expect(ready.headers.get('cache-control')).to.equal('no-store');
  });

  it('says 503 with reasons while store or index do not answer, and lives on', async () => {
    const { checks } = api;
    const before = { ...checks };
    checks['store'] = () => Promise.reject(new Error('mongodb://user:secret@host is away'));
    checks['index'] = () => new Promise(() => undefined);
    const away = await api.ask('GET', '//readyz', { token: null });
    Object.assign(checks, before);
    expect(away.status).to.equal(503);
    expect(at(away, 'reasons')).to.deep.equal(['store: no answer', 'index: no answer']);
    expect(away.text).to.not.include('secret');
    expect((await api.ask('GET', '//healthz', { token: null })).status).to.equal(200);
  });

  it('measures requests by class, not by address, in a format that Prometheus reads', async () => {
    for (const path of ['/projects', '/projects?a=1', '//unsinn-1', '//unsinn-2', '//constructor/x']) await api.ask('GET', path, { token: null });
    const { text } = await api.ask('GET', '//metrics', { token: null });
    expect(text).to.match(/^leuchtnetz_http_request_duration_seconds_count\{class="api",method="GET",status="2xx"\} \d+$/m);
    expect(text).to.match(/class="other",method="GET",status="4xx",le="\+Inf"\} 3$/m);
    expect(text)
      .to.match(/^leuchtnetz_relay_waiting \d+$/m)
      .and.match(/^process_resident_memory_bytes \d{7,}$/m);
    expect(text).to.not.include('unsinn');
    for (const line of text.trimEnd().split('\n')) expect(line).to.match(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"\n]*",?)+\})? (NaN|-?[\d.]+(e[+-]\d+)?))$/);
  });

  it('counts what waits until it was carried', async () => {
    await api.settled();
    expect((await api.ask('GET', '//metrics')).text).to.match(/^leuchtnetz_relay_waiting 0$/m);
    await api.ask('POST', '/lessons', { body: { statement: 'Wartet noch' } });
    expect((await api.ask('GET', '//metrics')).text).to.match(/^leuchtnetz_relay_waiting 1$/m);
  });

  it('shows measurements to this machine or to a token, not to who came through a proxy on it', async () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      const headers = { [name]: '127.0.0.1' };
      expect((await api.ask('GET', '//metrics', { token: null, headers })).status, name).to.equal(401);
      expect((await api.ask('GET', '//metrics', { token: 'falsch', headers })).status, name).to.equal(401);
      expect((await api.ask('GET', '//metrics', { headers })).status, name).to.equal(200);
    }
  });
});
