import { readFileSync } from 'node:fs';

import { expect } from 'chai';

import { blank, missingForPublication, written } from '../../../server/domain/new-record.ts';
import { rowsFromSource } from '../../../server/formats/source-projects.ts';
import { phaseOf, TOPIC_WORDS, topicsOf } from '../../../server/formats/source-words.ts';

const ALL = JSON.parse(readFileSync('server/seed/projects.json', 'utf8')) as Readonly<Record<string, unknown>>[];

const ONE = {
  id: 'musterstadt-akte',
  title: 'E-Akte im Rathaus',
  municipality: 'Musterstadt (Ortsteil Weit)',
  ags: '05970004',
  districtAgs: '05970',
  state: 'DE-NW',
  summary: 'Alle Ämter arbeiten mit der elektronischen Akte.',
  topics: ['E-Akte/DMS', 'Prozessautomatisierung', 'Neues Wort'],
  status: 'in Betrieb',
  startYear: 2021,
  endYear: 2023,
  cost: { text: 'rund 120.000 Euro, davon 60.000 gefördert', totalEur: 120_000, fundingEur: 60_000 },
  fundingProgramme: 'Starke Heimat',
  technologies: ['DMS'],
  partners: ['Kreis'],
  lessons: ['Früh schulen.', `Lang ${'sehr '.repeat(60)}lang.`],
  reusedBy: ['Nachbarort'],
  sourceUrl: 'https://beispiel.example/akte',
  moreSources: ['https://beispiel.example/mehr'],
  region: 'Südwestfalen',
};

describe('a project from public sources', () => {
  const [project, ...lessons] = rowsFromSource(1, ONE);

  it('becomes a public record about its place, with all its sources', () => {
    const { value, problems } = written('project', blank('project', 'de'), project?.input ?? {});
    expect(problems).to.deep.equal([]);
    expect(missingForPublication('project', value)).to.deep.equal([]);
    expect(value.visibility).to.equal('public');
    expect(value.values).to.deep.include({
      origin: 'public-source',
      subject: { name: 'Musterstadt (Ortsteil Weit)', ags: '05970004', state: 'DE-NW' },
      tags: ONE.topics,
      sources: [{ url: ONE.sourceUrl }, { url: 'https://beispiel.example/mehr' }],
    });
    expect(value.content).to.deep.include({ phase: 'sustained', measureKind: 'dms', topics: ['digitalisation'], startDate: '2021', endDate: '2023' });
    expect(value.content).to.deep.include({
      costOneOff: { band: '4', exact: 120_000, note: ONE.cost.text },
      funding: [{ programme: 'Starke Heimat', level: null, rate: null, amount: 60_000, until: null }],
    });
  });

  it('loses nothing: what has no field is kept beside', () => {
    expect(project?.extra).to.deep.equal({ reusedBy: ['Nachbarort'], region: 'Südwestfalen', status: 'in Betrieb' });
  });

  it('tells its lessons as records about it', () => {
    expect(lessons.map(({ key, input }) => [key, input['about']])).to.deep.equal([
      ['projects.json:musterstadt-akte#lesson-1', project?.key],
      ['projects.json:musterstadt-akte#lesson-2', project?.key],
    ]);
    const long = lessons[1]?.input ?? {};
    expect(String(long['statement']).length).to.be.at.most(200);
    expect(long['context']).to.equal(ONE.lessons[1]);
    expect(long).to.not.have.any.keys('lessonKind', 'theme');
  });

  it('takes a yearly sum for no one-off cost, and a shortened summary is kept whole', () => {
    const [yearly] = rowsFromSource(1, { ...ONE, cost: { text: 'rund 1.000 Euro pro Jahr' }, summary: `${'Wort '.repeat(70)}Ende` });
    expect(yearly?.input['costPerYear']).to.deep.equal({ note: 'rund 1.000 Euro pro Jahr' });
    expect(yearly?.input).to.not.have.property('costOneOff');
    expect(String(yearly?.input['summary']).length).to.be.at.most(280);
    expect(yearly?.extra['summary']).to.match(/Ende$/);
  });

  it('is passed over by no dangerous key', () => {
    const [bad] = rowsFromSource(1, JSON.parse('{"municipality":"A","sourceUrl":"https://a.example","title":"B","__proto__":{"x":1}}'));
    expect(bad?.problems.map(({ field }) => field)).to.deep.equal(['__proto__']);
  });
});

describe('the table of words', () => {
  it('knows every topic and every state of the real collection', () => {
    const topics = new Set(ALL.flatMap((entry) => entry['topics'] as string[]));
    expect([...topics].filter((word) => !Object.hasOwn(TOPIC_WORDS, word))).to.deep.equal([]);
    const states = new Set(ALL.flatMap((entry) => (entry['status'] === undefined ? [] : [String(entry['status'])])));
    expect([...states].filter((word) => phaseOf(word) === null)).to.deep.equal([]);
  });

  it('gives at most three topics, and every word has its say', () => {
    expect(topicsOf(['Hochwasser/Starkregen', 'Kultur', 'Tourismus', 'Parken'])).to.deep.equal(['safety', 'culture', 'tourism']);
    expect(topicsOf(['toString', 'constructor', 'Unbekannt'])).to.deep.equal([]);
  });

  it('leads every real entry into fields without a problem', () => {
    const rows = ALL.flatMap((entry, n) => rowsFromSource(n + 1, entry));
    // References are resolved by the import; here they still are keys.
    const flawed = rows.filter(
      (row) =>
        row.problems.length > 0 || written(row.type, blank(row.type, 'de'), { ...row.input, about: null }).problems.some(({ field }) => field !== 'about'),
    );
    expect(flawed.map(({ title }) => title)).to.deep.equal([]);
    expect(rows.filter(({ type }) => type === 'lesson')).to.have.length(108);
  });
});
