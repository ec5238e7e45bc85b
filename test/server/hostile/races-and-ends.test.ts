import { expect } from 'chai';

import { isTombstone } from '../../../server/domain/record.ts';
import { anUploadForm } from '../../fixtures/an-upload.ts';
import { A_PDF } from '../../fixtures/some-files.ts';
import { type TwoTowns, twoTownsOnOne } from './two-towns-on-one.ts';

const TITLE = 'Wetterleuchten';

describe('records in a hurry and at their end', function () {
  this.timeout(120_000);
  let here: TwoTowns;
  before(async () => {
    here = await twoTownsOnOne();
  });
  after(() => here.close());

  const stateOf = async (id: string): Promise<string> => {
    const found = await here.town.house.stores.records.find(id);
    return found === undefined ? 'missing' : isTombstone(found) ? 'gone' : found.visibility;
  };
  const versionsOf = async (id: string): Promise<number[]> => (await here.town.house.stores.versions.page(id, null, 100)).map(({ revision }) => revision);

  it('are published, withdrawn, deleted, saved and confirmed at the same moment without a fault, a lost version or two ends', async () => {
    const { editor, second, admin, author } = here.people;
    for (const visibility of ['draft', 'public', 'draft', 'public']) {
      const { id, path } = await here.aProject({ title: `Rennen ${visibility}`, visibility });
      const from = '/my/account';
      const answers = await Promise.all([
        editor.post(`${path}/edit`, { do: 'publish', visibility: 'public' }, from),
        second.post(`${path}/edit`, { do: 'publish', visibility: 'followers' }, from),
        author.post(`${path}/edit/brief`, { do: 'save', title: 'Schnell', summary: 'S', topics: 'energy' }, from),
        admin.post('/my/records/confirm', { id }, from),
        editor.post(`${path}/withdraw`, {}, from),
        second.post(`${path}/withdraw`, {}, from),
        here.call('PATCH', `/api/v1${path}`, 'second', { summary: 'Noch schneller' }),
        admin.post(`${path}/delete`, {}, from),
        here.call('DELETE', `/api/v1${path}`, 'editor'),
      ]);
      for (const { status } of answers) expect(status).to.be.within(200, 410);
      expect(await stateOf(id)).to.equal('gone');
      await here.settled();
      const versions = await versionsOf(id);
      expect(versions, 'each save has a number of its own').to.deep.equal([...new Set(versions)]);
      // At most one draft stands in its place, whoever withdrew it.
      const heirs = (await here.town.house.stores.records.page({ type: 'project' }, null, 200)).filter((record) => record.replaces === id);
      expect(heirs.length).to.be.at.most(1);
    }
  });

  it('leave pages, lists, feeds, exports, search, the index, files and history when they are deleted (T75)', async () => {
    const { id, path } = await here.aProject({ title: TITLE, visibility: 'public' });
    await here.people.author.upload(`${path}/edit/files`, anUploadForm('wetter.pdf', A_PDF));
    await here.people.editor.post(`${path}/edit`, { do: 'publish', visibility: 'public' });
    const file = /href="(\/files\/[^"]+)"/.exec((await here.people.visitor.get(path)).text)?.[1] ?? '';
    expect((await here.people.visitor.get(file)).status).to.equal(200);
    await here.settled();
    const places = '/ /search /search.atom /feed.atom /sitemap.xml /search.csv /search.json /search.jsonld /organisations/musterstadt /my/records'
      .concat(' /api/v1/projects /api/v1/search /api/v1/records')
      .split(' ');
    const telling = async (): Promise<string[]> => {
      const told = await Promise.all(
        places.map(async (place) => (place.startsWith('/api/') ? await here.call('GET', place, 'editor') : await here.people.editor.get(place)).text),
      );
      return places.filter((_, n) => (told[n] ?? '').includes(TITLE) || (told[n] ?? '').includes(path));
    };
    expect(await telling()).to.include.members(['/search', '/feed.atom', '/sitemap.xml', '/search.csv', '/api/v1/projects']);

    expect((await here.people.editor.post(`${path}/delete`, {})).status).to.equal(303);
    await here.settled();
    // The sitemap is written anew every ten minutes.
    here.town.pass(11 * 60_000);
    expect(await telling()).to.deep.equal([]);
    for (const who of ['visitor', 'author', 'stranger'] as const) {
      for (const end of ['', '/steckbrief', '/council-paper']) expect((await here.people[who].get(path + end)).status, `${who} ${end}`).to.equal(410);
      expect((await here.people[who].get(file)).status, who).to.equal(410);
    }
    for (const end of ['/edit', '/edit/brief', '/history', '/history/1', '/preview'])
      expect((await here.people.author.get(path + end)).text, end).to.not.include(TITLE);
    // Nothing brings it back.
    const from = '/my/account';
    for (const [end, fields] of [
      ['/history/1/restore', {}],
      ['/edit', { do: 'publish' }],
      ['/edit/brief', { do: 'save', title: TITLE }],
      ['/withdraw', {}],
    ] as const)
      expect((await here.people.editor.post(path + end, fields, from)).status, end).to.equal(410);
    expect((await here.call('PATCH', `/api/v1${path}`, 'editor', { title: TITLE })).status).to.equal(410);
    expect(await stateOf(id)).to.equal('gone');
  });

  it('of a draft that was deleted strangers learn nothing, not even that it was there (T71)', async () => {
    const { path, id } = await here.aProject({ title: 'Nie gezeigt' });
    await here.people.author.post(`${path}/delete`, {});
    await here.settled();
    for (const who of ['visitor', 'stranger'] as const)
      for (const end of ['', '/edit', '/history']) expect((await here.people[who].get(path + end)).status, `${who} ${end}`).to.be.oneOf([303, 404]);
    expect((await here.call('GET', `/api/v1${path}`, 'stranger')).status).to.equal(404);
    for (const who of ['stranger', null] as const) expect((await here.call('GET', '/api/v1/records', who)).text).to.not.include(id);
  });

  it('have addresses that are nobody’s doors', async () => {
    for (const [title, slug] of [
      ['new', /^new-/],
      ['New!', /^new-/],
      ['../../admin', /^admin/],
      ['__proto__', /^proto/],
      ['edit', /^edit/],
      ['💡', /^eintrag/],
      ['ｎｅｗ', /^(new-|eintrag)/],
    ] as const) {
      const { path } = await here.aProject({ title });
      expect(path.slice('/projects/'.length), title).to.match(slug);
      expect((await here.people.author.get(path)).status, title).to.equal(200);
    }
    const { path } = await here.aProject({ title: 'Meins', visibility: 'public' });
    const taken = await here.aProject({ title: 'Deins', visibility: 'public' });
    for (const slug of ['new', '', '.', '..', 'a/b', 'Ä', 'a b', '-a', taken.slug, ['x'], null, 7])
      expect((await here.call('PATCH', `/api/v1${path}`, 'editor', { slug })).status, JSON.stringify(slug)).to.equal(422);
    // Moved away from, an address still leads home, and nobody else gets it.
    expect((await here.call('PATCH', `/api/v1${path}`, 'editor', { slug: 'umgezogen' })).status).to.equal(200);
    expect((await here.call('PATCH', `/api/v1${taken.path}`, 'editor', { slug: 'meins' })).status).to.equal(422);
    expect((await here.people.visitor.get('/projects/meins')).location).to.equal('/projects/umgezogen');
  });
});
