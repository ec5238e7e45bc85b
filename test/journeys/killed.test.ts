import { expect } from 'chai';

import { aProjectInput } from '../fixtures/a-project.ts';
import { anInstance, type Instance, pause } from '../fixtures/an-instance.ts';

const ROUNDS = 20;
const WRITES = 2_000;
const AT_ONCE = 8;

interface Made {
  readonly slug: string;
  readonly title: string;
}

describe('kill -9 in the middle of writing', () => {
  let town: Instance;
  /** Title by slug, of everything that was acknowledged; null once its deletion was. */
  const acknowledged = new Map<string, string | null>();
  /** Asked for without an answer: may stand either way. */
  const open = new Set<string>();

  before(async () => {
    town = await anInstance();
  });
  after(() => town.remove());

  /** One write that a client would do; remembers what was promised. */
  async function write(n: number): Promise<void> {
    const old = [...acknowledged].findLast(([slug, title]) => title !== null && !open.has(slug));
    if (old !== undefined && n % 7 === 0) return change(old[0], `Geändert ${n}`);
    if (old !== undefined && n % 17 === 0) return remove(old[0]);
    const { status, json, text } = await town.call('POST', '/api/v1/projects', aProjectInput({ title: `Vorhaben ${n}` }));
    if (status !== 201) throw new Error(text);
    const { slug, title } = json as Made;
    acknowledged.set(slug, title);
  }
  async function change(slug: string, title: string): Promise<void> {
    open.add(slug);
    if ((await town.call('PATCH', `/api/v1/projects/${slug}`, { title })).status !== 200) return;
    acknowledged.set(slug, title);
    open.delete(slug);
  }
  async function remove(slug: string): Promise<void> {
    open.add(slug);
    if ((await town.call('DELETE', `/api/v1/projects/${slug}`)).status !== 204) return;
    acknowledged.set(slug, null);
    open.delete(slug);
  }

  async function everything(): Promise<Map<string, string>> {
    const titles = new Map<string, string>();
    for (let next: string | null = '/api/v1/projects?limit=200'; next !== null; ) {
      const { json } = await town.call('GET', next);
      const page = json as { items: readonly Made[]; next: string | null };
      for (const { slug, title } of page.items) titles.set(slug, title);
      next = page.next === null ? null : page.next.slice(town.url.length);
    }
    return titles;
  }

  it(`loses nothing of ${WRITES} acknowledged writes in ${ROUNDS} kills, and the index is complete`, async function () {
    this.timeout(300_000);
    let n = 0;
    let answered = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const until = answered + WRITES / ROUNDS;
      let isAlive = true;
      const writer = async (): Promise<void> => {
        while (isAlive) {
          n += 1;
          try {
            await write(n);
            answered += 1;
          } catch {
            // The connection broke: the kill came first. Whatever was asked for may stand or not.
            return;
          }
        }
      };
      const writers = Array.from({ length: AT_ONCE }, writer);
      while (answered < until) await pause(2);
      await pause(Math.random() * 30);
      await town.kill();
      isAlive = false;
      await Promise.all(writers);
      await town.start();
      const titles = await everything();
      const lost = [...acknowledged].filter(([slug, title]) => !open.has(slug) && (titles.get(slug) ?? null) !== title);
      expect(lost, `lost in round ${round + 1}`).to.deep.equal([]);
    }
    await town.settled();
    const titles = await everything();
    const { json } = await town.call('GET', '/api/v1/search?type=project');
    expect((json as { total: number }).total).to.equal(titles.size);
    expect(answered).to.be.at.least(WRITES);
  });
});
