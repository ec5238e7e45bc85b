import { expect } from 'chai';

import { aProjectInput } from '../fixtures/a-project.ts';
import { anInstance, type Instance } from '../fixtures/an-instance.ts';

interface Made {
  readonly id: string;
  readonly slug: string;
  readonly url: string;
}

describe('lessons and what they are about', () => {
  let town: Instance;
  before(async () => {
    town = await anInstance();
  });
  after(() => town.remove());

  const made = async (path: string, body: object): Promise<Made> => {
    const { status, json, text } = await town.call('POST', `/api/v1/${path}`, body);
    expect(status, text).to.equal(201);
    return json as Made;
  };
  const lesson = (about: string | null, differently: object = {}) => ({
    lessonKind: 'failed',
    statement: 'Zu spät gefragt',
    theme: 'culture',
    about,
    visibility: 'public',
    ...differently,
  });
  const withFailure = async (): Promise<string[]> => {
    await town.settled();
    const { json } = await town.call('GET', '/api/v1/search?type=project&hasFailure=yes');
    return (json as { hits: readonly { id: string }[] }).hits.map(({ id }) => id);
  };

  it('move with all their counts', async () => {
    const [one, other] = [await made('projects', aProjectInput({ title: 'Eins' })), await made('projects', aProjectInput({ title: 'Zwei' }))];
    const { slug } = await made('lessons', lesson(one.id));
    expect(await withFailure()).to.deep.equal([one.id]);
    await town.call('PATCH', `/api/v1/lessons/${slug}`, { about: other.id });
    expect(await withFailure()).to.deep.equal([other.id]);
    await town.call('PATCH', `/api/v1/lessons/${slug}`, { about: null });
    expect(await withFailure()).to.deep.equal([]);
    await town.call('PATCH', `/api/v1/lessons/${slug}`, { about: one.id });
    await town.call('DELETE', `/api/v1/lessons/${slug}`);
    expect(await withFailure()).to.deep.equal([]);
  });

  it('are not crowded out by drafts', async () => {
    const project = await made('projects', aProjectInput({ title: 'Drei' }));
    for (let n = 0; n < 205; n += 1) await made('lessons', lesson(project.id, { statement: `Entwurf ${n}`, visibility: 'draft' }));
    await made('lessons', lesson(project.id, { statement: 'Öffentlich gelernt' }));
    expect(await (await fetch(project.url)).text())
      .to.include('Öffentlich gelernt')
      .and.not.include('Entwurf 7');
    expect(await withFailure()).to.include(project.id);
  });

  it('do not tell strangers of a draft', async () => {
    const draft = await made('projects', aProjectInput({ title: 'Vier', visibility: 'draft' }));
    const { slug } = await made('lessons', lesson(draft.id, { statement: 'Noch geheim worüber' }));
    await town.settled();
    for (const path of [
      `/api/v1/lessons/${slug}`,
      '/api/v1/lessons',
      '/api/v1/records?since=0&limit=200',
      `/lessons/${slug}`,
      '/feed.atom',
      '/api/v1/search?q=geheim',
    ]) {
      const text = await (await fetch(`${town.url}${path}`)).text();
      expect(text, path).to.include('Noch geheim worüber').and.not.include(draft.id);
    }
    expect((await town.call('GET', `/api/v1/lessons/${slug}`)).json).to.include({ about: draft.id });
  });

  it('may be sent in a list far too long, and the answer is one sentence', async () => {
    const { status, json } = await town.call('POST', '/api/v1/lessons', lesson(null, { tags: Array.from({ length: 300_000 }, () => 1) }));
    expect(status).to.equal(422);
    expect((json as { errors: readonly { field: string; code: string }[] }).errors.map(({ field, code }) => `${field}: ${code}`)).to.deep.equal([
      'tags: too-many',
    ]);
  });
});
