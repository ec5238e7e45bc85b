import { gzipSync } from 'node:zlib';

import { expect } from 'chai';

import { aProjectInput } from '../../fixtures/a-project.ts';
import { type Api, type Asked, anApi, at, textAt } from './an-api.ts';

describe('bodies sent to the API', () => {
  let api: Api;
  let path: string;
  before(async () => {
    api = await anApi();
    path = `/projects/${textAt(await api.ask('POST', '/projects', { body: aProjectInput() }), 'slug')}`;
  });
  after(() => api.close());
  afterEach(() => expect(api.faults, 'a 5xx was answered').to.deep.equal([]));

  const post = (asked: Asked) => api.ask('POST', '/projects', asked);

  it('refuses what is no JSON object', async () => {
    const bodies = [
      '',
      '{',
      '{"title":}',
      "{'title':'x'}",
      '[]',
      '[{"title":"x"}]',
      'null',
      '"text"',
      '42',
      'true',
      '{"title":"x"}{}',
      '\u0000',
      'title=x',
      '{"a":1,}',
    ];
    for (const raw of bodies) {
      const answer = await post({ raw });
      expect([answer.status, at(answer, 'type')], raw).to.deep.equal([400, '/api/v1/problems/bad-json']);
      expect(answer.headers.get('content-type')).to.equal('application/problem+json; charset=utf-8');
      expect((await api.ask('PATCH', path, { raw })).status, raw).to.equal(400);
    }
  });

  it('refuses broken UTF-8 rather than keeping replacement characters', async () => {
    const raw = Buffer.concat([Buffer.from('{"title":"Stra'), Buffer.from([0xdf]), Buffer.from('e"}')]);
    expect((await post({ raw })).status).to.equal(400);
    const withMark = await post({ raw: `\ufeff${JSON.stringify(aProjectInput({ title: 'Mit BOM' }))}` });
    expect(at(withMark, 'title')).to.equal('Mit BOM');
  });

  it('refuses other content types, character sets and encodings, and says which are read', async () => {
    const body = aProjectInput();
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      'application/merge-patch+json',
      '',
      'json',
    ]) {
      const answer = await post({ body, headers: { 'content-type': type } });
      expect(answer.status, type).to.equal(415);
      expect(answer.headers.get('accept')).to.equal('application/json');
    }
    expect((await post({ body, headers: { 'content-type': 'application/json; charset=iso-8859-1' } })).status).to.equal(415);
    expect((await post({ body, headers: { 'content-type': 'application/json; charset="UTF-8"' } })).status).to.equal(201);
    expect((await post({ body, headers: { 'content-encoding': 'compress' } })).status).to.equal(415);
    const patch = await api.ask('PATCH', path, { raw: '{}', headers: { 'content-type': 'text/plain' } });
    expect(patch.headers.get('accept-patch')).to.include('application/merge-patch+json');
  });

  it('refuses more than 1 MB, also when it was packed small or broken in the packing', async () => {
    expect((await post({ raw: JSON.stringify({ title: 'x'.repeat(10_000_000) }) })).status).to.equal(413);
    const headers = { 'content-encoding': 'gzip' };
    expect((await post({ raw: gzipSync(JSON.stringify({ title: 'x'.repeat(50_000_000) })), headers })).status).to.equal(413);
    expect((await post({ raw: gzipSync(JSON.stringify(aProjectInput())), headers })).status).to.equal(201);
    expect((await post({ raw: Buffer.from('no gzip at all'), headers })).status).to.equal(400);
    expect((await post({ raw: JSON.stringify({ title: 'x'.repeat(900_000) }) })).status).to.equal(422);
  });
});
