import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'chai';

import { aProjectInput } from '../fixtures/a-project.ts';
import { anInstance, type Instance } from '../fixtures/an-instance.ts';

interface Answer {
  readonly total: number;
  readonly hits: readonly { readonly id: string; readonly url: string; readonly title: string }[];
}
interface Made {
  readonly id: string;
  readonly url: string;
  readonly slug: string;
}

describe('one town', () => {
  let town: Instance;
  before(async () => {
    town = await anInstance();
  });
  after(() => town.remove());

  const found = async (words: string): Promise<string[]> => {
    await town.settled();
    const { json } = await town.call('GET', `/api/v1/search?q=${encodeURIComponent(words)}`);
    return (json as Answer).hits.map(({ id }) => id);
  };
  const published = async (differently: Readonly<Record<string, unknown>> = {}): Promise<Made> => {
    const { status, json, text } = await town.call('POST', '/api/v1/projects', aProjectInput(differently));
    expect(status, text).to.equal(201);
    return json as Made;
  };

  it('publishes a record that is found and read by anybody', async () => {
    const project = await published();
    expect(project.id).to.match(new RegExp(`^${town.url}/records/`));
    expect(await found('Beleuchtung')).to.include(project.id);
    const page = await fetch(project.url);
    expect(page.status).to.equal(200);
    expect(await page.text())
      .to.include('Straßenbeleuchtung mit Bewegungsmeldern')
      .and.include('tiefbau@musterstadt.example')
      .and.include('<strong>Grundhelligkeit</strong>');
  });

  it('keeps a draft to itself', async () => {
    const draft = await published({ title: 'Geheime Planung am Marktplatz', visibility: 'draft' });
    expect(await found('Marktplatz')).to.not.include(draft.id);
    expect((await fetch(draft.url)).status).to.equal(404);
    expect((await fetch(`${town.url}/api/v1/projects/${draft.slug}`)).status).to.equal(404);
  });

  it('follows every change: search, page and history', async () => {
    const project = await published({ title: 'Mängelmelder im Kurpark' });
    const { status } = await town.call('PATCH', `/api/v1/projects/${project.slug}`, { title: 'Schadensmelder im Schlossgarten' });
    expect(status).to.equal(200);
    expect(await found('Schlossgarten')).to.deep.equal([project.id]);
    expect(await found('Kurpark')).to.not.include(project.id);
    expect((await fetch(project.url)).status, 'the address stays').to.equal(200);
  });

  it('moves a page when asked to, and the old address leads there', async () => {
    const project = await published({ title: 'Ein Titel mit Tippfeler' });
    await town.call('PATCH', `/api/v1/projects/${project.slug}`, { slug: 'ein-titel-ohne-tippfehler' });
    const old = await fetch(project.url, { redirect: 'manual' });
    expect(old.status).to.equal(301);
    expect(old.headers.get('location')).to.match(/\/projects\/ein-titel-ohne-tippfehler$/);
  });

  it('leaves a tombstone where a record was deleted', async () => {
    const project = await published({ title: 'Vergängliches Vorhaben' });
    expect((await town.call('DELETE', `/api/v1/projects/${project.slug}`)).status).to.equal(204);
    expect((await fetch(project.url)).status).to.equal(410);
    expect((await fetch(`${town.url}/api/v1/projects/${project.slug}`)).status).to.equal(410);
    expect(await found('Vergängliches')).to.deep.equal([]);
    const { json } = await town.call('GET', '/api/v1/records?since=0&limit=200');
    const { items } = json as { items: readonly { id: string; deleted?: boolean }[] };
    expect(items.find(({ id }) => id === project.id)).to.include({ deleted: true });
  });

  it('shows a lesson beside its project, failures too', async () => {
    const project = await published({ title: 'Digitale Parkscheibe' });
    const lesson = { lessonKind: 'failed', statement: 'Ohne Netz am Parkplatz hilft keine App', theme: 'technology', about: project.id, visibility: 'public' };
    expect((await town.call('POST', '/api/v1/lessons', lesson)).status).to.equal(201);
    await town.settled();
    expect(await (await fetch(project.url)).text()).to.include('Ohne Netz am Parkplatz hilft keine App');
    const { json } = await town.call('GET', '/api/v1/search?q=Parkscheibe&hasFailure=yes');
    expect((json as Answer).hits.map(({ id }) => id)).to.include(project.id);
  });

  it('gives every change out once and in order, and nothing new gives the same cursor', async () => {
    await town.settled();
    const seen: string[] = [];
    let next: string | null = '0';
    for (;;) {
      const { json } = await town.call('GET', `/api/v1/records?since=${next}&limit=2`);
      const page = json as { items: readonly { id: string }[]; next: string };
      seen.push(...page.items.map(({ id }) => id));
      if (page.items.length === 0) {
        expect(page.next).to.equal(next);
        break;
      }
      next = page.next;
    }
    expect(new Set(seen).size).to.equal(seen.length);
    expect(seen.length).to.be.greaterThan(4);
  });

  it('is the same after a restart, and after its index was deleted', async () => {
    const before = await found('Parkscheibe');
    await town.stop();
    for (const file of ['search.db', 'search.db-wal', 'search.db-shm']) rmSync(join(town.environment['DATA_DIR'] ?? '', file), { force: true });
    await town.start();
    for (let n = 0; n < 100 && (await found('Parkscheibe')).length < before.length; n += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await found('Parkscheibe')).to.deep.equal(before);
  });
});
