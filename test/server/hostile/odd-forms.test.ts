import { expect } from 'chai';

import { slugOf } from '../../../server/domain/slug.ts';
import type { Fields } from '../../fixtures/a-staff-browser.ts';
import { type TwoTowns, twoTownsOnOne } from './two-towns-on-one.ts';

const NAMES = 'do id only back name email role organisations text comment to q query path url file code kind reason decision address handle slug'
  .concat(' visibility saves seen base record label scope confirm contact title publisher createdBy lastConfirmedAt __proto__ constructor toString')
  .split(' ');
const fieldsOf = (value: string | readonly string[], ends = ['']): Fields =>
  Object.fromEntries(NAMES.flatMap((name) => ends.map((end) => [`${name}${end}`, value] as const)));

const ODD: Readonly<Record<string, Fields>> = {
  nothing: {},
  'a word for everything': fieldsOf('x'),
  'two words for everything': fieldsOf(['x', 'y']),
  'no text at all': fieldsOf('\u0000\ufffe\u202e'),
  'names in names': fieldsOf('x', ['.a.b.c.d', '[]', '[a][b]', '.0', '.99999.x']),
};
// These end the session that the others need, or take the record away.
const ENDING = /^\/(sign-out|setup)$|\/(withdraw|delete)$/;

describe('odd forms', function () {
  this.timeout(120_000);
  let here: TwoTowns;
  before(async () => {
    here = await twoTownsOnOne();
  });
  after(() => here.close());

  it('are answered without a fault at every address, and carry nobody elsewhere (T53)', async () => {
    const { path, slug } = await here.aProject();
    const addresses = here.town.posts.filter((address) => !ENDING.test(address));
    expect(addresses).to.include.members(['/my/records/confirm', '/autosave', '/projects/:slug/edit/:card']);
    for (const browser of [here.people.admin, here.people.author]) {
      for (const address of addresses) {
        const real = address.replace(':slug', slug).replace(':card', 'brief').replace(':version', '1').replace(/:\w+/g, 'x');
        for (const [name, fields] of Object.entries(ODD)) {
          const { status, location } = await browser.post(real, { ...fields }, '/my/account');
          expect(status, `${real} ${name}`).to.be.within(200, 499);
          if (location !== null) expect(location, `${real} ${name}`).to.match(/^\/(?![/\\])/);
        }
      }
    }
    expect((await here.people.author.get(`${path}/edit`)).status).to.equal(200);
  });

  it('lead only within the house, whatever "back" says (T53)', async () => {
    for (const back of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/.//evil.example',
      '\r\nX: y',
    ]) {
      const { status, location } = await here.people.editor.post('/my/records/confirm', { back }, '/my/records');
      expect(status, back).to.equal(303);
      expect(location, back).to.match(/^\/my\/records(\?|$)/);
      const card = await here.people.editor.post('/projects/new', { back, to: back, title: 'Weg', do: 'save' });
      expect(card.location, back).to.match(/^\/projects\/weg/);
    }
  });

  it('of any size are refused before they cost anything (T42)', async () => {
    const { path } = await here.aProject();
    const long = 'x'.repeat(200_000);
    const rows = (count: number): Fields => Object.fromEntries(Array.from({ length: count }, (_, n) => [`sources.${n}.title`, 'x']));
    const send = async (fields: Fields): Promise<number> => (await here.people.author.post(`${path}/edit/brief`, { ...fields, do: 'save' })).status;
    expect(await send({ title: long, summary: long, tags: long })).to.equal(422);
    expect(await send(rows(3_900))).to.be.oneOf([303, 422]);
    expect(await send(rows(4_100))).to.equal(413);
    expect(await send({ title: 'x'.repeat(1_100_000) })).to.equal(413);
    const bodies = [
      { title: long },
      { topics: Array.from({ length: 200_000 }, () => 'x') },
      { sources: Array.from({ length: 10_000 }, () => ({ title: 'x' })) },
      `{"contact":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
      `{"topics":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      { slug: '1.'.repeat(500_000) },
    ];
    for (const body of bodies) {
      const { status, text } = await here.call('PATCH', `/api/v1${path}`, 'author', body);
      expect(status).to.equal(422);
      expect(text.length, 'an answer is not as long as the question').to.be.below(10_000);
    }
    // Everything beyond a title's length is passed over before it is read letter by letter.
    expect(slugOf(`Licht${' '.repeat(1_000_000)}x`)).to.equal('licht');
  });

  it('set nothing that is not theirs to set: publisher, writer, versions, prototypes (T72)', async () => {
    const { id, path } = await here.aProject({ visibility: 'public' });
    const before = await here.town.house.stores.records.find(id);
    const own = [
      'id',
      'publisher',
      'createdBy',
      'savedBy',
      'created',
      'updated',
      'published',
      'lastConfirmedAt',
      'revision',
      'saves',
      'replaces',
      'formerSlugs',
    ];
    for (const name of [...own, 'working', 'review', 'extra', 'importKey', 'values', 'content', 'type', '__proto__', 'constructor', 'contact.mailbox'])
      expect((await here.call('PATCH', `/api/v1${path}`, 'editor', `{"${name}": "${here.neighbour}"}`)).status, name).to.equal(422);
    for (const name of own) await here.people.editor.post(`${path}/edit/brief`, { [name]: here.neighbour, do: 'save' });
    const after = await here.town.house.stores.records.find(id);
    for (const name of own.filter((one) => one !== 'saves'))
      expect(after, name)
        .to.have.property(name)
        .that.deep.equals(before?.[name as keyof typeof before]);
    const foreign = await here.people.stranger.post('/projects/new', { title: 'Untergeschoben', publisher: before?.publisher ?? '', do: 'save' });
    expect(foreign.status).to.equal(422);
  });
});
