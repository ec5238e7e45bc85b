import { expect } from 'chai';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { aProjectInput } from '../fixtures/a-project.ts';
import { signInWith } from '../fixtures/a-staff-browser.ts';
import { ADMIN, anInstance, type Instance } from '../fixtures/an-instance.ts';
import { A_MODEL, AN_SVG, aPhoto } from '../fixtures/some-files.ts';
import { aBrowser } from './a-browser.ts';
import { expectAccessible, overhang, watchedPage } from './watched-page.ts';

describe('files, in a browser', function () {
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

  const asStaff = async (title: string, options: BrowserContextOptions, act: (page: Page, path: string) => Promise<void>): Promise<void> => {
    const { browser, instance } = held;
    if (browser === null || instance === null) throw new Error('Not started');
    const made = await instance.call('POST', '/api/v1/projects', aProjectInput({ title }));
    const path = new URL((made.json as { url: string }).url).pathname;
    const { page, complaints, close } = await watchedPage(browser, instance.url, options);
    await signInWith(page, ADMIN);
    await act(page, path);
    expect(complaints).to.deep.equal([]);
    await close();
  };
  const field = (page: Page, name: string) => page.locator(`[name="documents.${name}"]`);
  const send = (page: Page) => page.getByRole('button', { name: 'Datei hinzufügen' }).click();
  const picture = async () => ({ name: 'Rathaus.jpg', mimeType: 'image/jpeg', buffer: await aPhoto(1_600, 1_000) });

  for (const [how, options] of [
    ['with script', {}],
    ['without script', { javaScriptEnabled: false }],
    ['on a phone, in the dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
  ] as const) {
    it(`are added, told what is wrong with, shown and taken out again (${how})`, async () => {
      await asStaff(`Rathaus ${how}`, options, async (page, path) => {
        const axe = how === 'without script' ? async () => undefined : () => expectAccessible(page);
        await page.goto(`${path}/edit/files`);
        expect(await page.locator('main').textContent())
          .to.contain('bis 20 MB')
          .and.contain('bis 50 MB');
        await axe();
        await page.locator('summary', { hasText: 'Was mit der Datei geschieht' }).click();
        await page.setInputFiles('[name=file]', { name: 'bild.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(AN_SVG) });
        await field(page, 'credit').fill('Ada <b>Licht</b>');
        await send(page);
        const alert = page.getByRole('alert');
        expect(await alert.textContent())
          .to.contain('als PNG')
          .and.contain('Beschreibung')
          .and.not.contain('Unterlagen und Medien');
        for (const link of await alert.getByRole('link').all()) {
          const target = (await link.getAttribute('href')) ?? '';
          expect(await page.locator(target).getAttribute('aria-invalid'), target).to.equal('true');
        }
        expect(await field(page, 'credit').inputValue()).to.equal('Ada <b>Licht</b>');
        expect(await page.locator('#feld-datei-hinweis').textContent()).to.contain('noch einmal aus');
        await axe();

        await field(page, 'alt').fill('Das Rathaus von vorn');
        await page.setInputFiles('[name=file]', await picture());
        await send(page);
        expect(await page.getByRole('status').first().textContent()).to.contain('hinzugefügt');
        const image = page.getByRole('img', { name: 'Das Rathaus von vorn' });
        await image.scrollIntoViewIfNeeded();
        await image.evaluate((one) => (one as HTMLImageElement).decode());
        await axe();
        for (const width of [320, 390, 1_280]) {
          await page.setViewportSize({ width, height: 800 });
          expect(await overhang(page), `${width}`).to.equal(0);
        }

        await page.goto(path);
        expect(await page.locator('figure.picture').count()).to.equal(0);
        await page.goto(`${path}/edit`);
        await page.locator('main button[name=do][value=publish]').click();
        await page.goto(path);
        await page.locator('details').evaluateAll((all) => all.map((details) => details.setAttribute('open', '')));
        const figure = page.locator('figure.picture');
        expect(await figure.locator('figcaption').textContent()).to.contain('Ada <b>Licht</b>');
        await figure.scrollIntoViewIfNeeded();
        const size = await figure.locator('img').evaluate(async (one) => {
          const shown = one as HTMLImageElement;
          await shown.decode();
          return [shown.naturalWidth > 0, shown.getBoundingClientRect().width <= document.documentElement.clientWidth];
        });
        expect(size).to.deep.equal([true, true]);
        await axe();
        expect(await overhang(page)).to.equal(0);

        await page.goto(`${path}/edit/files`);
        await page.getByRole('button', { name: 'Rathaus.jpg aus dem Eintrag entfernen' }).click();
        expect(await page.getByRole('status').first().textContent()).to.contain('aus dem Eintrag genommen');
        await axe();
      });
    });
  }

  it('of a process are its model and its picture, in English too', async () => {
    const { browser, instance } = held;
    if (browser === null || instance === null) throw new Error('Not started');
    const made = await instance.call('POST', '/api/v1/processes', { name: 'Antrag', processLevel: 'local', steps: [{ text: 'Prüfen' }], visibility: 'public' });
    const path = new URL((made.json as { url: string }).url).pathname;
    const { page, complaints, close } = await watchedPage(browser, instance.url);
    await signInWith(page, ADMIN);
    await page.goto(`${path}/edit/files?lang=en`);
    await page.getByLabel('BPMN').first().check();
    await field(page, 'alt').fill('The model');
    await field(page, 'credit').fill('Ada');
    await page.setInputFiles('[name=file]', { name: 'modell.bpmn', mimeType: 'text/xml', buffer: Buffer.from(A_MODEL) });
    await page.getByRole('button', { name: 'Add the file' }).click();
    expect(await page.getByRole('status').first().textContent()).to.contain('The file is added');
    expect(new URL(page.url()).search).to.equal('?said=added&lang=en');
    await page.locator('[value="bpmn.picture"]').check();
    await field(page, 'alt').fill('The model as a picture');
    await field(page, 'credit').fill('Ada');
    await page.setInputFiles('[name=file]', await picture());
    await page.getByRole('button', { name: 'Add the file' }).click();
    await expectAccessible(page);
    expect(await page.locator('.file').count()).to.equal(2);
    expect(complaints).to.deep.equal([]);
    await close();
  });
});
