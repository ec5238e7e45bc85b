import { expect } from 'chai';

import { readRecords } from '../../../server/formats/read-records.ts';

const NO_WORDS = { heads: () => [], codes: () => [] };

function read(content: string | Uint8Array, name = 'eintraege.json') {
  return readRecords(typeof content === 'string' ? Buffer.from(content) : content, name, NO_WORDS);
}

function rowsOf(content: string | Uint8Array) {
  const result = read(content);
  if ('fault' in result) throw new Error(result.fault.code);
  return result.rows;
}

describe('records as JSON', () => {
  it('are found in a list, in our export, in an answer of the API and in JSON-LD', () => {
    const list = '[{"title":"A"},{"type":"lesson","statement":"B"}]';
    for (const text of [list, `{"records":${list}}`, `{"items":${list},"next":null}`, `{"@context":{},"@graph":${list}}`]) {
      expect(
        rowsOf(text).map(({ type, title }) => [type, title]),
        text,
      ).to.deep.equal([
        ['project', 'A'],
        ['lesson', 'B'],
      ]);
    }
  });

  it('leave out what an answer of the API computes, and what was deleted there', () => {
    const rows = rowsOf(
      '{"items":[{"id":"https://a.example/records/1","type":"project","title":"A","publisher":{"id":"https://a.example/organisations/a","name":"A"},"freshness":"stale","url":"https://a.example/projects/a","created":"2024-01-01T00:00:00.000Z"},{"id":"https://a.example/records/2","deleted":true,"at":"2024-01-01T00:00:00.000Z"}]}',
    );
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({ key: 'https://a.example/records/1', publisher: 'https://a.example/organisations/a', input: { title: 'A' } });
    expect(rows[0]?.past?.created).to.equal('2024-01-01T00:00:00.000Z');
  });

  it('that are none are named: the line of a slip, or what was expected', () => {
    expect(read('[\n {"title": "A"},\n {"title" "B"}\n]')).to.deep.equal({ fault: { code: 'json-syntax', values: { line: 3 } } });
    for (const text of ['"Text"', '5', 'null', '{}', '{"records":{}}']) expect(read(text), text).to.deep.include({ fault: { code: 'json-shape', values: {} } });
    expect(rowsOf('[1,null,"x",[],{"title":"A"}]').map(({ fault }) => fault?.code ?? null)).to.deep.equal([
      'not-an-object',
      'not-an-object',
      'not-an-object',
      'not-an-object',
      null,
    ]);
  });

  it('with broken characters fail alone, and a byte order mark is no slip', () => {
    const bytes = Buffer.concat([Buffer.from('[{"title":"Straße"},{"title":"B'), Buffer.from([0xff]), Buffer.from('cher"}]')]);
    expect(rowsOf(bytes).map(({ fault }) => fault?.code ?? null)).to.deep.equal([null, 'encoding']);
    expect(rowsOf('\ufeff[{"title":"A"}]')).to.have.length(1);
  });

  it('reach into nothing: dangerous keys in the rest are problems, not members', () => {
    const [row] = rowsOf('[{"title":"A","extra":{"__proto__":{"isAdmin":true},"gut":{"constructor":1,"bleibt":2}}}]');
    expect(row?.problems.map(({ field }) => field)).to.have.members(['__proto__', 'constructor']);
    expect(row?.extra).to.deep.equal({ gut: { bleibt: 2 } });
    expect(({} as Record<string, unknown>)['isAdmin']).to.equal(undefined);
  });

  it('nested without end or far too long are refused, and nothing falls over', () => {
    const deep = `[{"title":"A","extra":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}]`;
    expect(rowsOf(deep)[0]?.problems[0]).to.include({ field: 'extra' });
    expect(rowsOf(`[{"title":"A","extra":{"a":"${'x'.repeat(200_000)}"}}]`)[0]?.problems[0]).to.include({ field: 'extra', code: 'too-long' });
    expect(rowsOf(`[{"title":${'['.repeat(5_000)}${']'.repeat(5_000)}}]`)).to.have.length(1);
  });
});
