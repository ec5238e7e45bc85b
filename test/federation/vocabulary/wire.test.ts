import { expect } from 'chai';

import { createOf, updateOf } from '../../../federation/vocabulary/activity.ts';
import { articleOf, laterThan, tombstoneOf } from '../../../federation/vocabulary/article.ts';
import { CONTEXT, documentOf, type JsonObject, PUBLIC } from '../../../federation/vocabulary/context.ts';
import { RECORD_TYPES, type RecordType } from '../../../server/domain/content/content-types.ts';
import type { KnowledgeRecord } from '../../../server/domain/record.ts';
import type { StoredFile } from '../../../server/domain/stored-file.ts';
import { aRecord, FOLLOWERS, needs, ORGANISATION_ID, told, where } from './samples.ts';

const articles = RECORD_TYPES.map((type) => articleOf(told(aRecord(type)), needs));
// Names that the two contexts we name define; everything else must be ours or have a prefix.
const AS_NAMES = new Set(
  'id type attributedTo to cc name nameMap summary content mediaType source url published updated image attachment tag context replies likes shares preview location latitude longitude startTime href rel width height actor object'.split(
    ' ',
  ),
);

function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === 'nameMap' ? [key] : [key, ...keysIn(member)]));
}

describe('an article on the wire', () => {
  it('has one type, says "everybody" in full and keeps lists lists, as Lemmy needs it', () => {
    for (const article of articles) {
      const create = JSON.parse(
        JSON.stringify(documentOf(createOf({ id: where.activity('1'), actor: ORGANISATION_ID, at: '2026-01-01T00:00:00Z' }, article))),
      ) as JsonObject;
      for (const thing of [create, create['object'] as JsonObject]) {
        expect(thing['type']).to.be.a('string');
        expect([thing['to'], thing['cc']]).to.deep.equal([[PUBLIC], [FOLLOWERS]]);
      }
      expect(JSON.stringify(create)).not.to.contain('as:Public');
      const said = create['object'] as JsonObject;
      expect(said['name']).to.be.a('string').with.length.below(200);
      expect(said['attachment']).to.be.an('array');
      expect((said['attachment'] as JsonObject[]).every(({ type }) => ['Link', 'Image', 'Document'].includes(String(type)))).to.equal(true);
      expect(said['context']).to.be.a('string');
      expect(said['mediaType']).to.equal('text/html');
      expect(said['source']).to.include({ mediaType: 'text/markdown' });
      expect(said).not.to.have.property('inReplyTo');
      expect(Array.isArray(said['image'])).to.equal(false);
    }
  });

  it('has no word without a meaning, and no context that a reader of JSON-LD 1.0 cannot read', () => {
    const [, , own] = CONTEXT;
    const known = new Set([...AS_NAMES, ...Object.keys(own)]);
    for (const article of articles) expect(keysIn(article).filter((key) => !key.includes(':') && !known.has(key))).to.deep.equal([]);
    expect(JSON.stringify(CONTEXT)).not.to.match(/@(version|json|nest|protected|prefix|import|propagate|context|container|vocab|base)/);
    expect(Object.values(own).every((term) => typeof term === 'string' || Object.keys(term).join() === '@id,@type')).to.equal(true);
  });

  it('reads well elsewhere: headings in order, every long text, plain title, only the elements others take', () => {
    const content = String(articles[0]?.['content']);
    expect(content).to.match(/^<h2>Problem<\/h2><p>Erste Zeile von problem<\/p>/);
    expect(content).to.contain('<strong>Themen:</strong> Abfallentsorgung, Bau');
    expect(content).to.contain('&lt;b&gt;mehr&lt;/b&gt;');
    for (const article of articles) {
      const tags = new Set([...String(article['content']).matchAll(/<([a-z0-9]+)/g)].map(([, tag]) => tag ?? ''));
      expect([...tags].filter((tag) => !'p h2 h3 h4 h5 h6 br a del pre code em strong ul ol li blockquote'.split(' ').includes(tag))).to.deep.equal([]);
      const levels = [...String(article['content']).matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
      expect(levels.every((level, n) => level <= (levels[n - 1] ?? 1) + 1)).to.equal(true);
    }
    expect(articles[0]?.['preview']).to.deep.include({ type: 'Note', attributedTo: ORGANISATION_ID });
  });

  it('is told in the words of its own language', () => {
    const english = articleOf(told(aRecord('project', { values: { ...aRecord('project').values, language: 'en' } })), needs);
    expect(english['nameMap']).to.have.all.keys('en');
    expect(english['content']).to.contain('<strong>Topics:</strong> Waste');
    expect(JSON.stringify(english['tag'])).to.contain('#Waste');
  });

  it('has pictures with words for those who do not see them, hashtags, licence, place and what a lesson is about', () => {
    const url = 'https://wissen.musterstadt.example/files/f-any/datei.png';
    const file = { alt: 'A', parts: [{ size: null, type: 'image/png', width: 800, height: 600 }] } as unknown as StoredFile;
    const project = articleOf(told(aRecord('project'), { files: new Map([[url, file]]) }), needs);
    expect(project['image']).to.deep.equal({ type: 'Image', mediaType: 'image/png', url, name: 'alt über *alles* & <b>mehr</b>', width: 800, height: 600 });
    expect(project).to.deep.include({ license: 'https://creativecommons.org/licenses/by/4.0/', startTime: '2024-05-01T00:00:00Z', sensitive: false });
    expect(project['location']).to.deep.equal({ type: 'Place', name: 'Musterstadt', latitude: 54.78, longitude: 9.43 });
    const about = aRecord('project', { id: 'https://andere.example/records/7' });
    const lesson = articleOf(told(aRecord('lesson'), { about }), needs);
    expect(lesson['about']).to.equal(about.id);
    expect((lesson['tag'] as JsonObject[]).at(-1)).to.include({
      type: 'Link',
      href: about.id,
      rel: 'https://schema.org/about',
      name: about.content.title ?? '',
    });
    expect(articles[2]?.['wasDerivedFrom']).to.equal('https://andere.example/records/7');
  });

  it('ends a summary at 500 letters, and gives a lesson one from its advice', () => {
    const long = aRecord('process', { content: { ...aRecord('process').content, purpose: 'x'.repeat(600) } } as Partial<KnowledgeRecord>);
    expect(String(articleOf(told(long), needs)['summary'])).to.have.length(500);
    expect(articles[1]?.['summary']).to.match(/^Überschrift advice mit Link/);
  });

  it('grows newer with every version, also when the clock does not', () => {
    expect(laterThan(['2026-01-03T00:00:00.000Z'], null)).to.equal('2026-01-03T00:00:00.000Z');
    expect(laterThan(['2026-01-03T00:00:00.000Z'], '2026-01-03T00:00:00.000Z')).to.equal('2026-01-03T00:00:00.001Z');
    const early = articleOf(told(aRecord('project', { updated: '2025-01-01T00:00:00.000Z' })), needs);
    expect(String(early['updated']) >= String(early['published'])).to.equal(true);
  });
});

describe('what strangers must not learn', () => {
  it('is not sent: drafts, and what only public sources say', () => {
    expect(() => articleOf(told(aRecord('project', { visibility: 'draft' })), needs)).to.throw(/must not leave/);
    expect(() => articleOf(told(aRecord('project', { values: { ...aRecord('project').values, origin: 'public-source' } })), needs)).to.throw(/must not leave/);
  });

  it('stays inside: the working copy, reviews, people and keys of an import', () => {
    const working = {
      values: aRecord('project').values,
      content: { ...aRecord('project').content, title: 'GEHEIM' },
      savedAt: '2026-01-01T00:00:00Z',
      savedBy: 'user-9',
    };
    const text = JSON.stringify(articleOf(told(aRecord('project', { working, importKey: 'GEHEIM' } as Partial<KnowledgeRecord>)), needs));
    expect(text).not.to.match(/GEHEIM|user-\d/);
  });

  it('is the town of an anonymous lesson', () => {
    const content = { ...aRecord('lesson').content, anonymous: true };
    const lesson = aRecord('lesson', { content, extra: { town: 'Kleinstadt' } } as Partial<KnowledgeRecord>);
    const article = articleOf(told(lesson, { place: { ...told(lesson).place, name: null, point: null } }), needs);
    expect(article).not.to.have.any.keys('location', 'about', 'ln:about', 'ln:sources', 'ln:town');
    expect(article['ln:subject']).to.deep.equal({ 'ln:state': 'DE-SH' });
    expect(JSON.stringify(article)).not.to.contain('andere.example');
  });

  it('goes to followers alone where it is for them, in an Update too', () => {
    const types: readonly RecordType[] = RECORD_TYPES;
    for (const type of types) {
      const update = updateOf(
        { id: where.activity('2'), actor: ORGANISATION_ID, at: '2026-01-01T00:00:00Z' },
        articleOf(told(aRecord(type, { visibility: 'followers' })), needs),
      );
      expect([update['to'], update['cc']]).to.deep.equal([[FOLLOWERS], []]);
      expect(JSON.stringify(update)).not.to.contain(PUBLIC);
    }
  });

  it('is gone with a tombstone that says when, and nothing else', () => {
    expect(tombstoneOf({ id: where.record('1'), deleted: '2026-02-01T00:00:00.000Z' })).to.deep.equal({
      id: where.record('1'),
      type: 'Tombstone',
      formerType: 'Article',
      deleted: '2026-02-01T00:00:00.000Z',
    });
  });
});
