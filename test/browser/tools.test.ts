import { expect } from 'chai';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { signInWith } from '../fixtures/a-staff-browser.ts';
import { ADMIN } from '../fixtures/an-instance.ts';
import { aBrowser } from './a-browser.ts';
import { FULL_PROJECT } from './a-full-town.ts';
import { aTown, type Town } from './a-town.ts';
import { expectAccessible, overhang, watchedPage } from './watched-page.ts';

const NARROW = { viewport: { width: 390, height: 844 } };

describe('compare, print, history, saved searches and reports, in a browser', function () {
  this.timeout(240_000);
  const held: { browser: Browser | null; town: Town | null } = { browser: null, town: null };

  before(async function () {
    held.browser = await aBrowser();
    if (held.browser === null) return this.skip();
    held.town = await aTown();
    const { instance, project } = held.town;
    await instance.call('PATCH', `/api/v1${project}`, { summary: 'Leuchten wurden auf LED mit Sensoren umgerüstet.' });
    await instance.settled();
  });
  after(async () => {
    await held.browser?.close();
    await held.town?.instance.remove();
  });

  const visit = async (options: BrowserContextOptions, use: (page: Page, town: Town) => Promise<void>): Promise<void> => {
    if (held.browser === null || held.town === null) throw new Error('Not started');
    const { page, complaints, close } = await watchedPage(held.browser, held.town.url, options);
    await use(page, held.town);
    expect(complaints).to.deep.equal([]);
    await close();
  };
  const others = async (town: Town): Promise<string[]> => {
    const { json } = await town.instance.call('GET', '/api/v1/search?type=project&limit=6');
    return (json as { hits: { url: string }[] }).hits.map(({ url }) => new URL(url).pathname).filter((path) => path !== town.project);
  };
  const compared = (...paths: readonly string[]): string => `/compare?${paths.map((path) => `record=${encodeURIComponent(path)}`).join('&')}`;
  const press = async (page: Page, selector: string): Promise<void> => {
    await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
  };

  for (const colorScheme of ['light', 'dark'] as const)
    for (const [name, size] of [
      ['wide', {}],
      ['390 px', NARROW],
    ] as const)
      it(`has nothing for axe to find on its pages, and fits (${colorScheme}, ${name})`, async () => {
        await visit({ colorScheme, ...size }, async (page, town) => {
          const [second = '', third = '', fourth = ''] = await others(town);
          const look = async (path: string): Promise<void> => {
            await page.goto(path);
            await check(page, path);
          };
          for (const path of [compared(town.project), compared(town.project, second), compared(town.project, second, third, fourth), compared('/projects/x')])
            await look(path);
          for (const path of [`${town.project}/steckbrief`, `${town.project}/council-paper`, `${town.project}/council-paper?lang=en`, '/report'])
            await look(path);
          await press(page, 'main button[type=submit]');
          await check(page, 'the report with every error');
          await signInWith(page, ADMIN, '/my/searches/new?q=licht');
          await check(page, 'saving a search');
          await page.locator('#feld-name').fill('');
          await press(page, 'main button[type=submit]');
          await check(page, 'a search without a name');
          await page.locator('#feld-name').fill('Mein Licht');
          await press(page, 'main button[type=submit]');
          await page.locator('details').evaluateAll((all) => all.map((details) => details.setAttribute('open', '')));
          await check(page, 'my searches');
          for (const path of [`${town.project}/history`, `${town.project}/history/2`, `${town.project}/history/1`, '/admin/reports']) await look(path);
        });
      });

  async function check(page: Page, what: string): Promise<void> {
    await expectAccessible(page).catch((err: unknown) => {
      throw new Error(`${what}: ${err instanceof Error ? err.message : String(err)}`);
    });
    expect(await overhang(page), what).to.equal(0);
  }

  for (const javaScriptEnabled of [true, false])
    it(`takes results into a comparison ${javaScriptEnabled ? 'with' : 'without'} JavaScript, and adds one more from there`, async () => {
      await visit({ javaScriptEnabled }, async (page) => {
        await page.goto('/search?q=beleuchtung');
        const boxes = page.locator('.hit__compare input');
        await boxes.nth(0).check();
        await boxes.nth(1).check();
        await press(page, '.compare-bar button');
        expect(new URL(page.url()).pathname).to.equal('/compare');
        expect(await page.locator('.compare__title').count()).to.equal(2);
        await page.locator('#q').fill('WLAN');
        await press(page, '.compare__add button');
        await press(page, '.compare__hits .kern-btn');
        expect(await page.locator('.compare__title').count()).to.equal(3);
        await press(page, '.compare__remove');
        expect(await page.locator('.compare__title').count()).to.equal(2);
      });
    });

  it('puts the columns side by side on a desk and below each other on a phone, each with its name', async () => {
    await visit({}, async (page, town) => {
      const [second = ''] = await others(town);
      await page.goto(compared(town.project, second));
      const tops = () =>
        page
          .locator('.compare__row')
          .first()
          .locator('.compare__cell')
          .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      const [left, right] = await tops();
      expect(left).to.equal(right);
      await page.setViewportSize(NARROW.viewport);
      const [upper = 0, lower = 0] = await tops();
      expect(lower).to.be.greaterThan(upper);
      expect(await page.locator('.compare__cell > dt').first().isVisible()).to.equal(true);
    });
  });

  it('ticks a box of the comparison with the keyboard, and the results stay where they are', async () => {
    await visit({}, async (page) => {
      await page.goto('/search?q=beleuchtung');
      await page.locator('.hit__title a').first().focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      expect(await page.locator('.hit__compare input').first().isChecked()).to.equal(true);
      expect(page.url()).to.contain('/search?q=beleuchtung');
    });
  });

  it('prints the Steckbrief on one page of A4 even when every text is as long as it may be, and nothing of the frame', async () => {
    const long = (length: number) => 'Beleuchtungskonzept '.repeat(600).slice(0, length).trim();
    await visit({}, async (page, town) => {
      const { benefit, outcomes } = FULL_PROJECT;
      const input = {
        ...FULL_PROJECT,
        title: long(120),
        summary: long(280),
        problem: long(4_000),
        solution: long(20_000),
        benefit: { ...benefit, citizens: long(1_000), staff: long(1_000), decisionMakers: long(1_000), business: long(1_000) },
        outcomes: Array.from({ length: 10 }, () => ({ ...outcomes[0], indicator: long(200) })),
        costOneOff: { exact: 1_234_567, note: long(500) },
        costPerYear: { exact: 9_876_543, note: long(500) },
        firstSteps: Array.from({ length: 5 }, (_, n) => `${n} ${long(290)}`),
        visibility: 'public',
      };
      const made = await town.instance.call('POST', '/api/v1/projects', input);
      const { id, url } = made.json as { id: string; url: string };
      for (let n = 0; n < 5; n += 1) {
        const lesson = await town.instance.call('POST', '/api/v1/lessons', {
          statement: `${n} ${long(195)}`,
          lessonKind: 'failed',
          theme: 'technology',
          about: id,
          visibility: 'public',
        });
        expect(lesson.status, lesson.text).to.equal(201);
      }
      for (const path of [town.project, new URL(url).pathname]) {
        await page.goto(`${path}/steckbrief`);
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
        expect(pdf.match(/\/Type\s*\/Page[^s]/g), path).to.have.length(1);
        expect(pdf, 'A4').to.match(/\/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12][.\d]*\s*\]/);
        await page.emulateMedia({ media: 'print' });
        for (const hidden of ['.masthead', '.footer', '.sheet__tools']) expect(await page.locator(hidden).isVisible(), hidden).to.equal(false);
        await page.emulateMedia({ media: null });
        expect(await page.locator('[data-print]').isVisible()).to.equal(true);
      }
    });
  });

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with' : 'without';
    // axe is a script itself.
    const checked = (page: Page, what: string): Promise<void> => (javaScriptEnabled ? check(page, what) : Promise.resolve());

    it(`reports ${how} JavaScript, with the keyboard, and an admin decides with reasons`, async () => {
      await visit({ javaScriptEnabled, ...NARROW }, async (page, town) => {
        await page.goto(town.project);
        await press(page, '.colophon__report a');
        expect(await page.locator('#feld-address').inputValue()).to.equal(town.url + town.project);
        await page.locator('#feld-explanation').fill('Die Kosten stimmen nicht mit dem Beschluss überein.');
        await press(page, 'main button[type=submit]');
        expect(await page.locator('#feld-explanation').inputValue()).to.contain('Beschluss');
        await page.locator('#fehler a').first().focus();
        await page.keyboard.press('Enter');
        expect(new URL(page.url()).hash).to.equal('#grund-0');
        await page.locator('#grund-4').check();
        await page.locator('#feld-name').fill('Ada Licht');
        await page.locator('#feld-email').fill('ada@home.example');
        await page.locator('#feld-goodFaith').check();
        await page.waitForTimeout(2_600);
        await page.locator('#feld-goodFaith').focus();
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
        const number = await page.locator('.report__number strong').innerText();
        expect(number).to.match(/^\d{4}-[0-9A-F]{4}-[0-9A-F]{4}$/);
        await checked(page, 'the receipt');

        await signInWith(page, ADMIN, '/admin/reports');
        await checked(page, 'the register');
        await press(page, '.register a');
        await checked(page, 'a report');
        await press(page, '.report__decide button');
        await checked(page, 'a decision without reasons');
        await page.locator('#entscheidung-1').check();
        await page.locator('#feld-reasons').fill('Die Summe wird berichtigt.');
        await press(page, '.report__decide button');
        expect(await page.locator('main').innerText()).to.contain(number);
        await press(page, '.register a');
        await checked(page, 'a decided report');
        expect(await page.locator('main').innerText()).to.contain('Die Summe wird berichtigt.');
      });
    });

    it(`puts an old version back ${how} JavaScript, and says where it stands now`, async () => {
      await visit({ javaScriptEnabled }, async (page, town) => {
        await signInWith(page, ADMIN, town.project);
        await press(page, '.bar__links a[href$="/history"]');
        await press(page, '.history__line:last-child a');
        await page.locator('#mit').selectOption('2');
        await press(page, '.version__with button');
        expect(await page.locator('.changes ins').count()).to.be.greaterThan(0);
        await press(page, '.version__restore button');
        expect(await page.locator('[role=status]').innerText()).to.contain('Fassung 1 ist wiederhergestellt');
        await checked(page, 'the history after putting back');
      });
    });
  }
});
