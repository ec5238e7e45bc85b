import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { operatorOf } from '../../server/cli/people.ts';
import { openHouse } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import { anInstance, type Instance } from '../fixtures/an-instance.ts';
import { aBrowser } from './a-browser.ts';
import { expectAccessible, watchedPage } from './watched-page.ts';
import { answer, signIn } from './writing.ts';

const PASSWORD = 'Ein Licht im Netz 8';

describe('who may write what', function () {
  this.timeout(180_000);
  const held: { browser: Browser | null; instance: Instance | null } = { browser: null, instance: null };

  before(async function () {
    held.browser = await aBrowser();
    if (held.browser === null) return this.skip();
    held.instance = await anInstance();
    await beside(async (house) => {
      const operator = await operatorOf(house);
      for (const role of ['author', 'editor', 'reader']) {
        const made = await house.actions.manageUsers.add(operator, { email: `${role}@musterstadt.example`, password: PASSWORD, role });
        if (!made.ok) throw new Error(JSON.stringify(made.refusal));
      }
    });
  });
  after(async () => {
    await held.browser?.close();
    await held.instance?.remove();
  });

  /** Does something with the stores of the running instance, as its command line would. */
  const beside = async (act: (house: Awaited<ReturnType<typeof openHouse>>) => Promise<void>): Promise<void> => {
    const { instance } = held;
    if (instance === null) throw new Error('Not started');
    const config = readConfig(instance.environment, instance.folder);
    const house = await openHouse({ config, clock: () => new Date(), isServer: false, onWaiting: () => undefined });
    await act(house).finally(() => house.close());
  };
  const as = async (role: string | null, act: (page: Page) => Promise<void>): Promise<void> => {
    const { browser, instance } = held;
    if (browser === null || instance === null) throw new Error('Not started');
    const { page, complaints, close } = await watchedPage(browser, instance.url);
    if (role !== null) await signIn(page, { email: `${role}@musterstadt.example`, password: PASSWORD });
    await act(page);
    expect(complaints).to.deep.equal([]);
    await close();
  };
  const go = (page: Page, order: string) => page.locator(`main button[value="${order}"]`).last().click();

  it('an author submits, an editor sends it back with a word and publishes it in the end', async () => {
    const where = { path: '' };
    await as('author', async (page) => {
      await page.goto('/projects/new');
      expect(await page.locator('main button[value=publish]').count()).to.equal(0);
      await answer(page, { title: 'Vom Autor' });
      await go(page, 'submit');
      where.path = new URL(page.url()).pathname;
      expect(await page.locator('main').textContent()).to.contain('Eingereicht');
      expect(await page.locator('main button[value=publish]').count()).to.equal(0);
      await expectAccessible(page);
    });
    await as('editor', async (page) => {
      await page.goto(where.path);
      await go(page, 'send-back');
      expect(await page.getByRole('alert').textContent()).to.contain('Kommentar');
      await expectAccessible(page);
      await page.locator('#feld-comment').fill('Bitte die Kosten ergänzen');
      await go(page, 'send-back');
      expect(await page.locator('main').textContent())
        .to.contain('Zur Überarbeitung zurückgegeben')
        .and.contain('Bitte die Kosten ergänzen');
    });
    await as('author', async (page) => {
      await page.goto(where.path);
      expect(await page.locator('main').textContent()).to.contain('Bitte die Kosten ergänzen');
      await page.locator('#feld-submit-comment').fill('Erledigt');
      await go(page, 'submit');
    });
    await as('editor', async (page) => {
      await page.goto(where.path);
      await go(page, 'publish');
      expect(new URL(page.url()).pathname).to.equal(where.path.replace('/edit', ''));
      expect(await page.locator('h1').textContent()).to.equal('Vom Autor');
    });
  });

  it('a reader writes nothing, a visitor signs in first, and a draft is missing for both', async () => {
    const { json } = (await held.instance?.call('POST', '/api/v1/projects', { title: 'Geheim' })) ?? { json: null };
    const path = new URL((json as { url: string }).url).pathname;
    await as('reader', async (page) => {
      expect((await page.goto('/projects/new'))?.status()).to.equal(403);
      expect((await page.goto(`${path}/edit/brief`))?.status()).to.equal(403);
      expect((await page.goto(`${path}/delete`))?.status()).to.equal(403);
      await page.goto(`${path}/edit`);
      expect(await page.locator('.workshop__cards a').count()).to.equal(0);
      await expectAccessible(page);
    });
    await as(null, async (page) => {
      for (const address of ['/projects/new', `${path}/edit`, `${path}/edit/brief`, `${path}/preview`, `${path}/withdraw`]) {
        await page.goto(address);
        expect(new URL(page.url()).pathname, address).to.equal('/sign-in');
      }
      expect((await page.goto(path))?.status()).to.equal(404);
    });
    await as('author', async (page) => {
      expect((await page.goto(`${path}/edit/brief`))?.status()).to.equal(403);
    });
  });

  it('where two must look, what an editor publishes waits for somebody else', async () => {
    await beside((house) => house.stores.settings.change((before) => ({ ...before, isFourEyes: true }), []).then(() => undefined));
    await as('editor', async (page) => {
      await page.goto('/projects/new');
      await answer(page, { title: 'Zu zweit' });
      await go(page, 'publish');
      expect(new URL(page.url()).pathname).to.match(/\/edit$/);
      expect(await page.locator('main').textContent())
        .to.contain('Eingereicht')
        .and.contain('Vier-Augen-Prinzip');
      expect(await page.locator('main button[value=publish]').count()).to.equal(0);
      await expectAccessible(page);
    });
    await beside((house) => house.stores.settings.change((before) => ({ ...before, isFourEyes: false }), []).then(() => undefined));
  });

  it('who writes for two organisations chooses one', async () => {
    await beside(async (house) => {
      const operator = await operatorOf(house);
      const second = await house.actions.addOrganisation(operator, { name: 'Zweckverband', handle: 'zweckverband', orgType: 'special-purpose' });
      if (!second.ok) throw new Error(JSON.stringify(second.refusal));
      const editor = await house.stores.users.findByEmail('editor@musterstadt.example');
      await house.stores.users.change(editor?.id ?? '', (before) => ({ ...before, organisations: [...before.organisations, second.value.id] }), []);
    });
    await as('editor', async (page) => {
      await page.goto('/projects/new');
      await answer(page, { title: 'Für den Verband' });
      await page.getByLabel('Zweckverband').check();
      await expectAccessible(page);
      await go(page, 'publish');
      expect(await page.locator('main').textContent()).to.contain('Zweckverband');
    });
  });
});
