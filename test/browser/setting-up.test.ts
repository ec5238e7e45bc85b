import { expect } from 'chai';
import type { Browser } from 'playwright-core';

import { anInstance, type Instance } from '../fixtures/an-instance.ts';
import { aBrowser } from './a-browser.ts';
import { expectAccessible, overhang, watchedPage } from './watched-page.ts';

describe('somebody sets an instance up', function () {
  this.timeout(120_000);
  const held: { browser: Browser | null; instance: Instance | null } = { browser: null, instance: null };

  before(async function () {
    held.browser = await aBrowser();
    if (held.browser === null) return this.skip();
    held.instance = await anInstance({ isSetUp: false });
  });
  after(async () => {
    await held.browser?.close();
    await held.instance?.remove();
  });

  it('is led there, is told what is wrong, loses no word, and signs in with the account just made', async () => {
    const { browser, instance } = held;
    if (browser === null || instance === null) throw new Error('Not started');
    const { page, complaints, close } = await watchedPage(browser, instance.url);
    await page.goto('/search');
    expect(await page.locator('h1').textContent()).to.equal('Hier geht bald ein Licht auf');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Zur Einrichtung' }).click();
    await expectAccessible(page);

    await page.getByLabel('Einmal-Code').fill('FALSCH');
    await page.getByLabel(/^Name/).fill('Stadt Lichtenau');
    await page.getByLabel(/^Passwort/).fill('Ein Licht im Netz 7');
    await page.getByRole('button', { name: 'Instanz einrichten' }).click();
    expect(await page.getByRole('alert').textContent()).to.contain('Einmal-Code');
    expect(await page.getByLabel(/^Name/).inputValue()).to.equal('Stadt Lichtenau');
    expect(await page.getByLabel(/^Passwort/).inputValue()).to.equal('');

    const code = /one-time code: (\S+)/.exec(instance.output())?.[1] ?? '';
    await page.getByLabel('Einmal-Code').fill(
      ` ${code
        .toLowerCase()
        .replaceAll('-', '')
        .replace(/(.{3})/, '$1 ')} `,
    );
    await page.locator('[name=handle]').fill('Licht Enau');
    await page.locator('[name=ags]').fill('999');
    await page.locator('.form__more > summary').click();
    await page.locator('[name="coordinates.lat"]').fill('zwölf');
    await page.getByRole('button', { name: 'Instanz einrichten' }).click();
    const links = await page.getByRole('alert').getByRole('link').all();
    expect(links.length).to.be.at.least(5);
    for (const link of links) {
      const target = (await link.getAttribute('href')) ?? '';
      expect(await page.locator(target).getAttribute('aria-invalid'), target).to.equal('true');
    }
    await links[0]?.click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).to.equal('true');
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overhang(page)).to.equal(0);

    await page.locator('[name=handle]').fill('lichtenau');
    await page.locator('[name=orgType]').selectOption('town');
    await page.locator('[name=ags]').fill('05 7 74 028');
    expect(await page.locator('.form__more [name=population]').count()).to.equal(0);
    await page.locator('[name=population]').fill('10.500');
    await page.locator('[name="coordinates.lat"]').fill('51,62');
    await page.locator('[name="coordinates.lon"]').fill('8,89');
    await page.getByLabel(/^E-Mail/).fill('admin@lichtenau.example');
    await page.getByLabel(/^Passwort/).fill('Ein Licht im Netz 7');
    await page.getByRole('button', { name: 'Instanz einrichten' }).click();
    await page.waitForURL(/\/sign-in\?/);
    expect(await page.getByRole('status').textContent()).to.contain('eingerichtet');
    await expectAccessible(page);
    await page.locator('[name=email]').fill('admin@lichtenau.example');
    await page.locator('[name=password]').fill('Ein Licht im Netz 7');
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.waitForURL(/\/my\/records$/);
    await page.goto('/');
    expect(await page.locator('main').textContent()).to.contain('wartet auf den ersten Eintrag');
    await expectAccessible(page);

    await page.goto('/organisations/lichtenau');
    expect(await page.locator('.page__head').textContent())
      .to.contain('Nordrhein-Westfalen')
      .and.contain('Größere Kleinstadt')
      .and.contain('10.500 Einwohner');
    const again = await page.goto('/setup');
    expect(again?.status()).to.equal(409);
    expect(await page.locator('main').textContent()).to.contain('bereits eingerichtet');
    expect(complaints).to.deep.equal([]);
    await close();
  });
});
