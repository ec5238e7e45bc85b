import { expect } from 'chai';

import { atom, type Entry, type Feed } from '../../../server/formats/atom.ts';

const ENTRY: Entry = {
  id: 'https://stadt.example/records/1',
  title: 'Straßenbeleuchtung',
  summary: 'Hell, wenn jemand kommt.',
  url: 'https://stadt.example/projects/strassenbeleuchtung',
  published: '2026-01-01T10:00:00.000Z',
  updated: '2026-02-01T10:00:00.000Z',
  author: { name: 'Musterstadt', uri: 'https://stadt.example/organisations/musterstadt' },
  categories: [{ scheme: 'https://stadt.example/ns/v1#topic', term: 'energy', label: 'Energie' }],
};
const FEED: Feed = {
  id: 'https://stadt.example/feed.atom',
  title: 'Neu im Leuchtnetz',
  language: 'de',
  self: 'https://stadt.example/feed.atom?lang=de',
  alternate: 'https://stadt.example',
  author: { name: 'Leuchtnetz', uri: null },
  since: '1970-01-01T00:00:00Z',
  entries: [ENTRY],
};

describe('an Atom feed', () => {
  it('says who it is, where it stands, what it shows and when that changed last', () => {
    const xml = atom({ ...FEED, entries: [ENTRY, { ...ENTRY, id: 'https://stadt.example/records/2', updated: '2026-03-01T10:00:00.000Z' }] });
    expect(xml).to.match(/^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom" xml:lang="de">/);
    const head = xml.slice(0, xml.indexOf('<entry>'));
    expect(head).to.include('<id>https://stadt.example/feed.atom</id>').and.include('<updated>2026-03-01T10:00:00.000Z</updated>');
    expect(head).to.include('<link rel="self" type="application/atom+xml" href="https://stadt.example/feed.atom?lang=de"/>');
    expect(head).to.include('<link rel="alternate" type="text/html" href="https://stadt.example"/>').and.include('<author><name>Leuchtnetz</name></author>');
    expect(xml.match(/<entry>/g)).to.have.length(2);
  });

  it('tells of each record what a reader shows in its list', () => {
    const entry = atom(FEED).split('<entry>')[1];
    for (const part of [
      '<id>https://stadt.example/records/1</id>',
      '<title>Straßenbeleuchtung</title>',
      '<published>2026-01-01T10:00:00.000Z</published>',
      '<updated>2026-02-01T10:00:00.000Z</updated>',
      '<link rel="alternate" type="text/html" href="https://stadt.example/projects/strassenbeleuchtung"/>',
      '<author><name>Musterstadt</name><uri>https://stadt.example/organisations/musterstadt</uri></author>',
      '<category term="energy" scheme="https://stadt.example/ns/v1#topic" label="Energie"/>',
      '<summary type="text">Hell, wenn jemand kommt.</summary>',
    ])
      expect(entry).to.include(part);
    expect(atom({ ...FEED, entries: [{ ...ENTRY, summary: '' }] })).not.to.include('<summary');
  });

  it('is whole and does not seem to change while it is empty', () => {
    const xml = atom({ ...FEED, entries: [] });
    expect(xml).to.include('<updated>1970-01-01T00:00:00Z</updated>').and.include('<author>');
  });

  it('carries any text as it is, and nothing that is no XML', () => {
    const strange = `"A" & 'B' <b>]]></title>\u0000\u0001\u001b\ufffe\ud800 ok 🚲\n`;
    const xml = atom({ ...FEED, title: strange, entries: [{ ...ENTRY, title: strange, summary: strange, url: 'https://x.org/?a=1&b="2"' }] });
    expect(xml).to.include('<title>&quot;A&quot; &amp; &apos;B&apos; &lt;b&gt;]]&gt;&lt;/title&gt;\ufffd ok 🚲\n</title>');
    expect(xml).to.include('href="https://x.org/?a=1&amp;b=&quot;2&quot;"');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
    expect(xml).not.to.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  });
});
