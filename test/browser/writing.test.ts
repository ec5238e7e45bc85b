import { expect } from 'chai';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { anInstance, type Instance, pause } from '../fixtures/an-instance.ts';
import { aBrowser } from './a-browser.ts';
import { expectAccessible, overhang, watchedPage } from './watched-page.ts';
import { ANSWERS, answer, signIn } from './writing.ts';

const PHONE = { viewport: { width: 390, height: 844 } };

describe('staff write', function () {
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

  const asStaff = async (options: BrowserContextOptions, act: (page: Page, instance: Instance) => Promise<void>): Promise<void> => {
    const { browser, instance } = held;
    if (browser === null || instance === null) throw new Error('Not started');
    const { page, complaints, close } = await watchedPage(browser, instance.url, options);
    await signIn(page);
    await act(page, instance);
    expect(complaints).to.deep.equal([]);
    await close();
  };
  const go = (page: Page, order: string) => page.locator(`main button[value="${order}"]`).last().click();
  const pathOf = (page: Page) => new URL(page.url()).pathname;

  for (const [how, options] of [
    ['with script', {}],
    ['without script', { javaScriptEnabled: false }],
    ['on a phone', PHONE],
  ] as const) {
    it(`publishes a project by seven answers, is told what is wrong, and finds it (${how})`, async () => {
      await asStaff(options, async (page, instance) => {
        const title = `${ANSWERS.title} ${how}`;
        await page.goto('/projects/new');
        await page.locator('[name=summary]').fill('Nur das <b>eine</b>');
        await page.locator('[name="contact.mailbox"]').fill('kein Postfach');
        await go(page, 'publish');
        expect(pathOf(page)).to.equal('/projects/new');
        expect(await page.locator('[name=summary]').inputValue()).to.equal('Nur das <b>eine</b>');
        expect(await page.locator('[name="contact.mailbox"]').inputValue()).to.equal('kein Postfach');
        for (const link of await page.getByRole('alert').getByRole('link').all()) {
          const target = (await link.getAttribute('href')) ?? '';
          expect(await page.locator(target).count(), target).to.equal(1);
        }
        expect(await page.locator('#feld-contact-mailbox').getAttribute('aria-invalid')).to.equal('true');
        if (how !== 'without script') await expectAccessible(page);
        await answer(page, { title });
        await go(page, 'publish');
        expect(await page.locator('h1').textContent()).to.equal(title);
        expect(await overhang(page)).to.equal(0);
        await instance.settled();
        await page.goto(`/search?q=${encodeURIComponent(how === 'with script' ? 'Mähroboter' : title)}`);
        expect(await page.locator('main').textContent()).to.contain(title);
      });
    });
  }

  it('asks one question a screen on a phone, with ways on and back that need no script', async () => {
    await asStaff({ ...PHONE, javaScriptEnabled: false }, async (page) => {
      await page.goto('/projects/new');
      await page.getByRole('link', { name: 'Weiter' }).first().click();
      expect(new URL(page.url()).hash).to.equal('#frage-2');
      const seen = () =>
        page
          .locator('.question')
          .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).filter(({ top, bottom }) => bottom > 8 && top < window.innerHeight - 8).length);
      // The browser scrolls a moment after it has gone there.
      for (let n = 0; n < 60 && (await seen()) !== 1; n += 1) await pause(50);
      expect(await seen()).to.equal(1);
      await page.locator('#frage-2').getByRole('link', { name: 'Zurück' }).click();
      expect(new URL(page.url()).hash).to.equal('#frage-1');
    });
  });

  it('lets one write at once where one goes on to, and back from the last screen', async () => {
    await asStaff(PHONE, async (page) => {
      await page.goto('/projects/new');
      await page.getByRole('link', { name: 'Weiter' }).first().click();
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name') ?? '');
      for (let n = 0; n < 60 && (await focused()) !== 'summary'; n += 1) await pause(50);
      expect(await focused()).to.equal('summary');
      await page.locator('#frage-7').getByRole('link', { name: 'Weiter' }).click();
      await page.locator('#abschluss').getByRole('link', { name: 'Zurück' }).click();
      expect(new URL(page.url()).hash).to.equal('#frage-7');
    });
  });

  it('is written with the keyboard alone; Enter in a line leads on and sends nothing', async () => {
    await asStaff({}, async (page) => {
      await page.goto('/projects/new');
      // Who may be asked is offered as it was answered last.
      expect(await page.locator('[name="contact.mailbox"]').inputValue()).to.contain('@');
      await page.locator('[name="contact.mailbox"]').fill('');
      await page.locator('[name=title]').focus();
      await page.keyboard.type('Nur mit der Tastatur');
      await page.keyboard.press('Enter');
      expect(pathOf(page)).to.equal('/projects/new');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).to.equal('summary');
      await page.keyboard.type('Kurz');
      await page.locator('[name=phase]').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.locator('main button[value=save]').last().focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/edit\?done=drafted$/);
      expect(await page.locator('main').textContent())
        .to.contain('Als Entwurf gespeichert.')
        .and.contain('Was noch fehlt')
        .and.contain('Entwurf.');
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Ansprechstelle' }).first().click();
      await page.waitForURL(/edit\/brief#feld-contact-mailbox$/);
      expect(await page.locator('[name=phase]').nth(1).isChecked()).to.equal(true);
      await expectAccessible(page);
    });
  });

  it('saves a card by itself, moves its rows about, and loses nothing when something is wrong', async () => {
    for (const javaScriptEnabled of [true, false]) {
      await asStaff({ javaScriptEnabled }, async (page, instance) => {
        const made = await instance.call('POST', '/api/v1/projects', { title: `Karten ${javaScriptEnabled}` });
        const path = new URL((made.json as { url: string }).url).pathname;
        await page.goto(`${path}/edit/benefit`);
        await page.locator('[name="benefit.staff"]').fill('Weniger Wege');
        await go(page, 'add:outcomes');
        await page.locator('[name="outcomes.0.indicator"]').fill('Stunden');
        await page.locator('[name="outcomes.0.date"]').fill('irgendwann');
        await go(page, 'add:outcomes');
        await page.locator('[name="outcomes.1.indicator"]').fill('Liter');
        await go(page, 'up:outcomes.1');
        expect(new URL(page.url()).hash).to.equal('#zeile-outcomes-0');
        expect(await page.locator('[name="outcomes.0.indicator"]').inputValue()).to.equal('Liter');
        expect(await page.locator('[name="benefit.staff"]').inputValue()).to.equal('Weniger Wege');
        await go(page, 'save');
        expect(await page.getByRole('alert').textContent()).to.contain('Wirkungen 2: Stand');
        expect(await page.locator('[name="outcomes.1.date"]').inputValue()).to.equal('irgendwann');
        await page.locator('[name="outcomes.1.date"]').fill('31.5.2024');
        await go(page, 'save-next');
        expect(pathOf(page)).to.equal(`${path}/edit/cost`);
        await page.locator('[name="costOneOff.exact"]').fill('12.345,5');
        await go(page, 'save');
        expect(await page.locator('[role=status]').first().textContent()).to.contain('Gespeichert');
        const { json } = await instance.call('GET', `/api/v1${path}`);
        expect(json).to.have.nested.property('costOneOff.exact', 12_345.5);
        expect(json).to.have.nested.property('outcomes[1].date', '2024-05-31');
        await page.goto(`${path}/edit/benefit`);
        await go(page, 'remove:outcomes.0');
        expect(await page.locator('[name="outcomes.0.indicator"]').inputValue()).to.equal('Stunden');
      });
    }
  });

  it('shows what breaks a process, after each save', async () => {
    await asStaff({}, async (page) => {
      await page.goto('/processes/new');
      await page.locator('[name=name]').fill('Hund anmelden');
      await page.locator('[name=processLevel]').first().check();
      await go(page, 'save');
      await page.locator('[name="steps.0.text"]').fill('Antrag drucken');
      await page.locator('[name="steps.0.mediaBreak"]').check();
      await page.getByRole('button', { name: 'Schritt hinzufügen', exact: true }).click();
      expect(await page.getByRole('group', { name: 'Schritt 2', exact: true }).count()).to.equal(1);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).to.equal('steps.1.text');
      await page.keyboard.type('Bescheid senden');
      await page.locator('[name="steps.1.automated"]').selectOption('yes');
      await go(page, 'save');
      expect((await page.locator('.measures').textContent())?.replace(/\s+/g, ' '))
        .to.contain('50')
        .and.contain('Medienbrüche1');
      await expectAccessible(page);
    });
  });

  it('records a failure about a project in one minute', async () => {
    await asStaff({}, async (page, instance) => {
      const made = await instance.call('POST', '/api/v1/projects', {
        ...ANSWERS,
        phase: 'pilot',
        topics: ['nature'],
        contact: { mailbox: 'a@b.de' },
        visibility: 'public',
      });
      const path = new URL((made.json as { url: string }).url).pathname;
      await page.goto(path);
      await page.getByRole('link', { name: 'Erkenntnis festhalten' }).click();
      await expectAccessible(page);
      await page.locator('[name=lessonKind][value=failed]').check();
      await page.locator('[name=statement]').fill('Igel brauchen Ruhe in der Dämmerung');
      await page.locator('[name=theme]').first().check();
      await go(page, 'publish');
      expect(await page.locator('h1').textContent()).to.equal('Igel brauchen Ruhe in der Dämmerung');
      await page.goto(path);
      expect(await page.locator('.lessons').textContent()).to.contain('Igel brauchen Ruhe');
    });
  });
});
