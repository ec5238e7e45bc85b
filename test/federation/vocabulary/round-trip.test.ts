import { expect } from 'chai';

import { articleOf } from '../../../federation/vocabulary/article.ts';
import { documentOf, type JsonObject } from '../../../federation/vocabulary/context.ts';
import { readArticle } from '../../../federation/vocabulary/read-article.ts';
import { fieldsOf, RECORD_TYPES, type RecordType } from '../../../server/domain/content/content-types.ts';
import { emptyContent } from '../../../server/domain/content/field.ts';
import { RECORD_FIELDS } from '../../../server/domain/content/record-fields.ts';
import type { ReceivedRecord } from '../../../server/domain/remote.ts';
import { aRecord, FOLLOWERS, NOW, needs, sentOn, told } from './samples.ts';

function received(document: unknown): ReceivedRecord {
  const read = readArticle(document, { now: NOW, followers: FOLLOWERS });
  if (read.kind !== 'record') throw new Error(`No record: ${JSON.stringify(read).slice(0, 300)}`);
  return read;
}

function wire(record: Parameters<typeof told>[0]): JsonObject {
  return JSON.parse(JSON.stringify(documentOf(articleOf(told(record), needs)))) as JsonObject;
}

describe('a record that travels', () => {
  for (const type of RECORD_TYPES) {
    it(`arrives with every field it left with: ${type}`, () => {
      const record = aRecord(type);
      const arrived = received(wire(record));
      expect(arrived.content).to.deep.equal(record.content);
      expect(arrived.values).to.deep.equal(record.values);
      expect(arrived.extra).to.deep.equal({});
      expect(arrived).to.deep.include({
        id: record.id,
        type,
        publisher: record.publisher,
        reach: 'public',
        language: 'de',
        page: `https://wissen.musterstadt.example/${{ project: 'projects', lesson: 'lessons', process: 'processes' }[type]}/${type}-eins`,
      });
      const { created, published, updated, lastConfirmedAt, replaces } = record;
      expect(arrived).to.deep.include({ created, published, updated, lastConfirmedAt, replaces });
    });

    it(`arrives as empty as it left: ${type}`, () => {
      const empty = { ...emptyContent(fieldsOf(type)), [type === 'project' ? 'title' : type === 'lesson' ? 'statement' : 'name']: 'Nur ein Titel' };
      const record = aRecord(type, {
        content: empty as never,
        values: { ...emptyContent(RECORD_FIELDS), language: 'en', license: 'Hausrecht', origin: 'own' } as never,
        lastConfirmedAt: null,
      });
      const arrived = received(wire(record));
      expect(arrived.content).to.deep.equal(empty);
      expect(arrived.values).to.deep.equal(record.values);
      expect(arrived.lastConfirmedAt).to.equal(null);
    });

    it(`keeps what a newer instance says, over a second journey too: ${type}`, () => {
      const first = received({ ...wire(aRecord(type)), ...aNewerInstanceSays(type) });
      expect(first.schema).to.equal(7);
      expect(first.extra).to.deep.include({ mood: { level: 'high', notes: [{ by: 'x' }] }, 'fep:stars': 5 });
      const second = received(wire(sentOn(first)));
      for (const part of ['content', 'values', 'extra'] as const) expect(second[part], part).to.deep.equal(first[part]);
    });
  }

  it('keeps codes, members and values that are not known here where they belong', () => {
    const arrived = received({ ...wire(aRecord('project')), ...aNewerInstanceSays('project') });
    if (arrived.type !== 'project') throw new Error('no project');
    expect(arrived.content.phase).to.equal('spreading');
    expect(arrived.content.topics).to.deep.equal(['energy', 'space-travel']);
    expect(arrived.content.contact).to.deep.equal({ unit: 'Amt', role: 'astronaut', mailbox: 'a@b.example' });
    expect(arrived.content.effort).to.equal(null);
    expect(arrived.extra).to.deep.include({ 'contact.phone': '0123', 'providers.1.stars': 4, effort: { days: 3 } });
    const again = wire(sentOn(arrived));
    expect(again['ln:contact']).to.deep.include({ 'ln:phone': '0123' });
    expect(again['ln:effort']).to.deep.equal({ 'ln:days': 3 });
    expect((again['ln:providers'] as JsonObject[])[1]).to.deep.include({ 'ln:name': 'Zweite', 'ln:stars': 4 });
  });

  it('takes along what an import brought, also where it is called like something else', () => {
    const extra = {
      status: 'laufend',
      kind: 'alt',
      'Kosten (grob)': '5',
      region: { name: 'Nord', 'as:to': 'x' },
      title: 'Zweittitel',
      'as:to': ['https://evil.example'],
    };
    const arrived = received(wire(aRecord('project', { extra })));
    expect(arrived.extra).to.deep.equal(extra);
    expect(arrived.type).to.equal('project');
    expect(arrived.audience).to.deep.equal(['https://www.w3.org/ns/activitystreams#Public', FOLLOWERS]);
  });

  it('is read without our prefix where nothing else is called so, and by the whole name', () => {
    const arrived = received({
      ...wire(aRecord('lesson')),
      'ln:theme': null,
      theme: 'culture',
      'ln:severity': null,
      'https://leuchtnetz.example/ns/v1#severity': 'cost',
      context: 'https://x.example/c',
    });
    if (arrived.type !== 'lesson') throw new Error('no lesson');
    expect(arrived.content).to.deep.include({ theme: 'culture', severity: 'cost' });
    expect(arrived.content.context).to.match(/Überschrift/);
    expect(arrived.conversation).to.equal('https://x.example/c');
  });

  it('does not bring keywords and private words of others along, nor endless ones', () => {
    const hostile = JSON.parse(
      '{"_meta":{"a":1},"@graph":[1],"ln:_x":1,"__proto__":{"polluted":true},"ln:ok":{"@id":"x","_y":1,"z":2},"_:@id":"b"}',
    ) as JsonObject;
    const arrived = received({ ...wire(aRecord('process')), ...hostile, 'ln:long': 'x'.repeat(200_000) });
    expect(arrived.extra).to.deep.equal({ _x: 1, ok: { z: 2 } });
    expect(({} as JsonObject)['polluted']).to.equal(undefined);
  });

  it('says a future that has not come as now, and is never changed before it was published', () => {
    const arrived = received({
      ...wire(aRecord('project')),
      published: '2099-01-01T00:00:00Z',
      updated: '2026-01-01T00:00:00Z',
      'ln:lastConfirmedAt': '2099-01-01T00:00:00Z',
    });
    expect(arrived).to.deep.include({ published: NOW.toISOString(), updated: NOW.toISOString(), lastConfirmedAt: NOW.toISOString() });
  });

  it('is for followers only when it says so, and for nobody else while its followers are not known', () => {
    const document = wire(aRecord('project', { visibility: 'followers' }));
    expect([document['to'], document['cc']]).to.deep.equal([[FOLLOWERS], []]);
    expect(received(document).reach).to.equal('followers');
    expect(readArticle(document, { now: NOW, followers: null })).to.include({ reach: 'named' });
  });
});

function aNewerInstanceSays(type: RecordType): JsonObject {
  const unknown = { 'ln:schema': 7, 'ln:mood': { 'ln:level': 'high', 'ln:notes': [{ 'ln:by': 'x' }] }, 'fep:stars': 5 };
  if (type !== 'project') return unknown;
  return {
    ...unknown,
    'ln:phase': 'spreading',
    'ln:topics': ['energy', 'space-travel'],
    'ln:contact': { 'ln:unit': 'Amt', role: 'astronaut', 'ln:mailbox': 'a@b.example', 'ln:phone': '0123' },
    'ln:effort': { 'ln:days': 3 },
    'ln:providers': [{ 'ln:name': 'Erste' }, { 'ln:name': 'Zweite', 'ln:stars': 4 }],
  };
}
