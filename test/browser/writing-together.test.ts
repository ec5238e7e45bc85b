import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';

import { anInstance, type Instance } from '../fixtures/an-instance.ts';
import { aBrowser } from './a-browser.ts';
import { expectAccessible, overhang, type WatchedPage, watchedPage } from './watched-page.ts';
import { ANSWERS, signIn } from './writing.ts';

describe('staff write together', function () {
  this.timeout(180_000);
  const held: { browser: Browser | null; instance: Instance | null } = { browser: null, instance: null };

  before(async function () {
    held.browser = await aBrowser();
    if (held.browser === null) return this.skip();
    held.instance = await anInstance();
  });
  after(async () => {
    await held.browser?.close();
    await held.instance?.remove();
  });

  const signedIn = async (javaScriptEnabled = true): Promise<WatchedPage> => {
    const { browser, instance } = held;
    if (browser === null || instance === null) throw new Error('Not started');
    const watched = await watchedPage(browser, instance.url, { javaScriptEnabled });
    await signIn(watched.page);
    return watched;
  };
  const aProject = async (visibility: string): Promise<string> => {
    const { json } = (await held.instance?.call('POST', '/api/v1/projects', {
      ...ANSWERS,
      phase: 'pilot',
      topics: ['nature'],
      contact: { mailbox: 'a@b.de' },
      visibility,
    })) ?? { json: null };
    return new URL((json as { url: string }).url).pathname;
  };
  const go = (page: Page, order: string) => page.locator(`main button[value="${order}"]`).last().click();

  it('the second to save sees both texts and loses neither; what only the first one changed stays changed', async () => {
    const [anna, bela] = [await signedIn(), await signedIn()];
    const path = await aProject('draft');
    await anna.page.goto(`${path}/edit/brief`);
    await bela.page.goto(`${path}/edit/brief`);
    await anna.page.locator('[name=problem]').fill('Annas Problem');
    await anna.page.locator('[name=summary]').fill('Annas Zusammenfassung');
    await go(anna.page, 'save');
    await bela.page.locator('[name=problem]').fill('Belas Problem');
    await go(bela.page, 'save');
    expect(await bela.page.getByRole('alert').textContent()).to.contain('Jemand anderes war schneller');
    expect(await bela.page.locator('[name=problem]').inputValue()).to.equal('Belas Problem');
    expect(await bela.page.locator('.theirs').count()).to.equal(1);
    expect(await bela.page.locator('.theirs').textContent())
      .to.contain('Annas Problem')
      .and.contain('Jetzt gespeichert');
    expect(await bela.page.locator('[name=summary]').inputValue()).to.equal('Annas Zusammenfassung');
    await expectAccessible(bela.page);
    await bela.page.setViewportSize({ width: 320, height: 700 });
    expect(await overhang(bela.page)).to.equal(0);
    await bela.page.locator('[name=problem]').fill('Annas und Belas Problem');
    await go(bela.page, 'save');
    await bela.page.goto(`${path}/preview`);
    expect(await bela.page.locator('main').textContent())
      .to.contain('Annas und Belas Problem')
      .and.contain('Annas Zusammenfassung');
    await anna.close();
    await bela.close();
  });

  it('two who write different cards do not meet', async () => {
    const [anna, bela] = [await signedIn(), await signedIn(false)];
    const path = await aProject('draft');
    await anna.page.goto(`${path}/edit/brief`);
    await bela.page.goto(`${path}/edit/benefit`);
    await anna.page.locator('[name=problem]').fill('Annas Problem');
    await go(anna.page, 'save');
    await bela.page.locator('[name="benefit.staff"]').fill('Belas Nutzen');
    await go(bela.page, 'save');
    expect(new URL(bela.page.url()).pathname).to.equal(`${path}/edit`);
    await anna.close();
    await bela.close();
  });

  it('what is written beside a published record is seen by nobody before it is published, and can be discarded', async () => {
    const { page, close } = await signedIn();
    const path = await aProject('public');
    await page.goto(path);
    await page.getByRole('link', { name: 'Bearbeiten', exact: true }).click();
    await page.locator('.workshop__cards').getByRole('link', { name: 'Das Wichtigste' }).click();
    await page.locator('[name=problem]').fill('Ganz anders');
    await go(page, 'save');
    expect(await page.locator('.workshop__state').textContent()).to.contain('mit Änderungen, die noch niemand sieht');
    await expectAccessible(page);
    expect((await held.instance?.call('GET', `/api/v1${path}`))?.text).not.to.contain('Ganz anders');
    await page.getByRole('link', { name: 'Vorschau' }).click();
    expect(await page.locator('main').textContent())
      .to.contain('Ganz anders')
      .and.contain('Andere sehen das noch nicht');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Zurück zum Bearbeiten' }).click();
    await go(page, 'discard');
    await page.goto(`${path}/edit/brief`);
    expect(await page.locator('[name=problem]').inputValue()).to.equal(ANSWERS.problem);
    await page.locator('[name=problem]').fill('Doch anders');
    await go(page, 'save');
    await go(page, 'publish');
    expect(await page.locator('main').textContent()).to.contain('Doch anders');

    await page.goto(`${path}/edit`);
    await page.getByRole('link', { name: 'Zurückziehen' }).click();
    await expectAccessible(page);
    await go(page, 'sure');
    expect(await page.locator('main').textContent()).to.contain('wieder ein Entwurf');
    expect((await held.instance?.call('GET', path))?.status).to.equal(410);
    await page.getByRole('link', { name: 'Löschen' }).click();
    await expectAccessible(page);
    expect(await page.locator('main').textContent()).to.contain('nicht wiederherstellen');
    await close();
  });

  it('what was typed and not saved is back after the window was closed, until it is saved or dropped', async () => {
    const { page, close } = await signedIn();
    const path = await aProject('draft');
    await page.goto(`${path}/edit/brief`);
    const kept = page.waitForResponse((answer) => answer.url().endsWith('/autosave'));
    await page.locator('[name=problem]').fill('Angefangen');
    expect((await kept).status()).to.equal(204);
    await page.goto('/');
    await page.goto(`${path}/edit/brief`);
    expect(await page.locator('[name=problem]').inputValue()).to.equal('Angefangen');
    expect(await page.locator('.kept').textContent()).to.contain('ist wieder da');
    await expectAccessible(page);
    await go(page, 'drop');
    expect(await page.locator('[name=problem]').inputValue()).to.equal(ANSWERS.problem);

    await page.goto('/projects/new');
    const again = page.waitForResponse((answer) => answer.url().endsWith('/autosave'));
    await page.locator('[name=title]').fill('Nur der Titel');
    await again;
    await page.goto('/projects/new');
    expect(await page.locator('[name=title]').inputValue()).to.equal('Nur der Titel');
    await go(page, 'save');
    await page.goto('/projects/new');
    expect(await page.locator('[name=title]').inputValue()).to.equal('');
    await close();
  });

  it('a session that ended takes no text with it', async () => {
    const { page, close } = await signedIn(false);
    const path = await aProject('draft');
    await page.goto(`${path}/edit/brief`);
    await page.locator('[name=problem]').fill('Vor der Mittagspause');
    await page.context().clearCookies();
    await go(page, 'save');
    await page.locator('main [name=email]').fill('admin@musterstadt.example');
    await page.locator('main [name=password]').fill('Ein Licht im Netz 7');
    await page.locator('main form button[type=submit]').click();
    expect(new URL(page.url()).pathname).to.equal(`${path}/edit/brief`);
    expect(await page.locator('[name=problem]').inputValue()).to.equal('Vor der Mittagspause');
    await close();
  });
});
