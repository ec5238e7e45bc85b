import { expect } from 'chai';
import { aDocument } from '../fixtures/search-documents.ts';
import { type Subject, short } from './search-index-subject.ts';

/** What is left of the documents under choices, ranges and scope, and how they are counted. */
export function choicesAreKept({ put, ask, found }: Subject): void {
  describe('choices', () => {
    beforeEach(() =>
      put(
        aDocument('a', { title: 'Rad', facets: { topic: ['energy', 'transport'], state: ['DE-SH'], phase: ['pilot'] }, population: 900, cost: 5_000 }),
        aDocument('b', { title: 'Rad', facets: { topic: ['energy'], state: ['DE-BY'], phase: ['idea'] }, population: 20_000, cost: null }),
        aDocument('c', { title: 'Rad', facets: { topic: ['health'], state: ['DE-SH'], phase: ['pilot'] }, population: null, cost: 90_000 }),
        aDocument('d', { title: 'Fuß', facets: { topic: ['health'], state: ['DE-BY'] }, population: 300_000, confirmedAt: null }),
      ),
    );
    const count = ['topic', 'state', 'phase'];
    it('count every facet', async () => {
      expect((await ask('', { count })).counts).to.deep.equal({
        topic: { energy: 2, transport: 1, health: 2 },
        state: { 'DE-SH': 2, 'DE-BY': 2 },
        phase: { pilot: 2, idea: 1 },
      });
    });
    it('take any code of a facet and all facets, and count each facet under the others', async () => {
      const answer = await ask('', { count, chosen: { topic: ['energy', 'transport'], state: ['DE-SH'] } });
      expect(answer.hits.map(({ id }) => short(id))).to.deep.equal(['a']);
      expect(answer.counts).to.deep.equal({ topic: { energy: 1, transport: 1, health: 1 }, state: { 'DE-SH': 1, 'DE-BY': 1 }, phase: { pilot: 1 } });
    });
    it('count only what the words find', async () => {
      expect((await ask('Rad', { count: ['topic'] })).counts).to.deep.equal({ topic: { energy: 2, transport: 1, health: 1 } });
    });
    it('find nothing under a code nobody has, and say what the other codes would give', async () => {
      const answer = await ask('', { count: ['topic', 'state'], chosen: { topic: ['weather'] } });
      expect(answer.total).to.equal(0);
      expect(answer.counts['topic']).to.deep.equal({ energy: 2, transport: 1, health: 2 });
      expect(answer.counts['state']).to.deep.equal({});
    });
    it('leave facets aside that nobody knows', async () => {
      const answer = await ask('', { count: ['topic', 'zebra', '__proto__'], chosen: { zebra: ['x'], constructor: ['y'] } });
      expect(answer.total).to.equal(4);
      expect(Object.keys(answer.counts)).to.deep.equal(['topic']);
    });
    it('tell codes from injected filters', async () => {
      for (const code of ['energy" OR state = "DE-BY', "energy' OR 1=1", 'energy\\', '"', ' ', '__proto__']) {
        expect((await ask('', { chosen: { topic: [code] } })).total, code).to.equal(0);
      }
    });
    it('compute freshness from the day it is', async () => {
      await put(aDocument('e', { facets: { freshness: ['current'] }, confirmedAt: '2025-09-01T00:00:00.000Z' }));
      const answer = await ask('', { count: ['freshness', 'topic'], chosen: { freshness: ['check', 'stale'] }, sort: 'newest' });
      expect(answer.hits.map(({ id, freshness }) => [short(id), freshness])).to.deep.equal([
        ['d', 'stale'],
        ['e', 'check'],
      ]);
      expect(answer.counts).to.deep.equal({ freshness: { current: 3, check: 1, stale: 1 }, topic: { health: 1 } });
    });
    it('keep ranges, and leave out what has no value', async () => {
      expect((await found('', { population: { min: 900, max: 20_000 } })).sort()).to.deep.equal(['a', 'b']);
      expect((await found('', { population: { min: null, max: 1_000 } })).sort()).to.deep.equal(['a']);
      expect((await found('', { cost: { min: 10_000, max: null } })).sort()).to.deep.equal(['c']);
    });
    it('count facets within ranges', async () => {
      expect((await ask('', { cost: { min: 0, max: null }, count: ['state'] })).counts).to.deep.equal({ state: { 'DE-SH': 2 } });
    });
    it('keep a radius and say the distance', async () => {
      await put(aDocument('kiel', { point: { lat: 54.3233, lon: 10.1228 } }), aDocument('hamburg', { point: { lat: 53.5511, lon: 9.9937 } }));
      const answer = await ask('', { near: { lat: 54.32, lon: 10.13, km: 50 } });
      expect(answer.hits.map(({ id }) => short(id))).to.deep.equal(['kiel']);
      const far = await ask('', { near: { lat: 54.3233, lon: 10.1228, km: 100 }, sort: 'nearest' });
      expect(far.hits.map(({ id }) => short(id))).to.deep.equal(['kiel', 'hamburg']);
      expect(far.hits[1]?.distance).to.be.closeTo(86.3, 1);
    });
  });

  describe('scope', () => {
    it('never answers beyond what the asker may see, nor counts it', async () => {
      await put(
        aDocument('offen', { title: 'Rad', facets: { topic: ['energy'] } }),
        aDocument('intern', { title: 'Rad', facets: { topic: ['energy'] }, visibility: 'followers' }),
      );
      const open = await ask('Rad', { count: ['topic'] });
      expect([open.total, open.counts, open.hits.length]).to.deep.equal([1, { topic: { energy: 1 } }, 1]);
      expect((await ask('', { count: ['topic'] })).total).to.equal(1);
      expect((await found('Rad', {}, { followers: true })).sort()).to.deep.equal(['intern', 'offen']);
      await put(aDocument('offen', { title: 'Rad', visibility: 'followers' }));
      expect(await found('Rad')).to.deep.equal([]);
    });
  });
}
