import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';

import { signInWith } from '../fixtures/a-staff-browser.ts';
import { ADMIN } from '../fixtures/an-instance.ts';
import { anOffice, type Office } from '../server/admin/an-office.ts';
import { aBrowser } from './a-browser.ts';
import { expectAccessible, overhang, watchedPage } from './watched-page.ts';

describe('the administration, in a browser', function () {
  this.timeout(180_000);
  const held: { browser: Browser | null; office: Office | null } = { browser: null, office: null };

  before(async function () {
    held.browser = await aBrowser();
    if (held.browser === null) return this.skip();
    const office = await anOffice();
    held.office = office;
    const input = { email: 'neu@musterstadt.example', role: 'author', organisations: [office.organisation.id], language: 'de' } as const;
    await office.town.house.actions.invitePeople.invite(office.chief, input);
    await office.town.house.actions.useTokens.create(office.editor.email, 'write');
    const far = { name: 'Verbandsgemeinde Donaueschingen-Villingen-Schwenningen', handle: 'verbandsgemeinde-donaueschingen', orgType: 'municipal-union' };
    await office.town.house.actions.addOrganisation(office.chief, far);
  });
  after(async () => {
    await held.browser?.close();
    await held.office?.close();
  });

  const visit = async (use: (browser: Browser, office: Office) => Promise<void>): Promise<void> => {
    if (held.browser === null || held.office === null) throw new Error('Not started');
    await use(held.browser, held.office);
  };
  const pagesOf = async ({ town, editor }: Office): Promise<string[]> => {
    const [mail] = await town.house.stores.mails.to('neu@musterstadt.example');
    return [
      '/admin',
      '/admin/people',
      '/admin/people/invite',
      `/admin/people/${editor.id}`,
      `/admin/people/${editor.id}/delete`,
      '/admin/organisations',
      '/admin/organisations/new',
      '/organisations/musterstadt/edit',
      '/admin/settings',
      '/admin/texts',
      '/admin/texts/imprint/de',
      '/admin/texts/privacy/en',
      '/admin/audit',
      '/admin/mail',
      `/admin/mail/${mail?.id ?? ''}`,
      '/imprint',
      '/privacy?lang=en',
      '/accessibility',
      '/admin?lang=en',
      `/admin/people/${editor.id}?lang=en`,
    ];
  };
  const go = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();

  /** Every form of the administration, sent so that it is refused; ends on the page with its errors. */
  const REFUSED: readonly (readonly [path: string, act: (page: Page, office: Office) => Promise<unknown>])[] = [
    [
      '/admin/people/invite',
      async (page) => {
        await page.getByLabel('Dienstliche E-Mail-Adresse').fill('niemand');
        await go(page, 'Einladen');
      },
    ],
    [
      '/admin/people/OWN',
      async (page) => {
        await page.getByLabel('Lesen', { exact: true }).check();
        await go(page, 'Speichern');
      },
    ],
    ['/admin/people/ERIKA/delete', (page) => go(page, 'Konto endgültig löschen')],
    ['/admin/organisations/new', (page) => go(page, 'Organisation anlegen')],
    [
      '/organisations/musterstadt/edit',
      async (page) => {
        await page.getByRole('button', { name: 'Funktion hinzufügen' }).click();
        await page.locator('[name="roles.0.mailbox"]').fill('niemand');
        await page.locator('[name=website]').fill('stadt');
        await page.locator('main button[value=save]').last().click();
      },
    ],
    [
      '/admin/settings',
      async (page) => {
        await page.getByLabel(/^Speicherplatz/).fill('viel');
        await go(page, 'Speichern');
      },
    ],
    [
      '/admin/texts/imprint/de',
      async (page) => {
        await page.locator('#feld-text').fill('');
        await go(page, 'Speichern und zeigen');
      },
    ],
  ];

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing for axe to find on any page and in any error (${colorScheme}), fits a phone and logs no error`, async () => {
      await visit(async (browser, office) => {
        const { page, complaints, close } = await watchedPage(browser, office.town.url, { colorScheme, viewport: { width: 390, height: 844 } });
        await signInWith(page, ADMIN, '/admin');
        const check = async (where: string): Promise<void> => {
          await page.locator('details').evaluateAll((all) => all.map((details) => details.setAttribute('open', '')));
          expect(await overhang(page), where).to.equal(0);
          await expectAccessible(page).catch((err: unknown) => {
            throw new Error(`${where} (${colorScheme}): ${err instanceof Error ? err.message : String(err)}`);
          });
        };
        for (const path of await pagesOf(office)) {
          expect((await page.goto(path))?.status(), path).to.equal(200);
          await check(path);
        }
        for (const [path, act] of REFUSED) {
          await page.goto(path.replace('OWN', office.admin.id).replace('ERIKA', office.editor.id));
          await act(page, office);
          await page.locator('#fehler').waitFor();
          await check(`${path} with errors`);
          for (const link of await page.locator('#fehler a').all()) {
            const target = (await link.getAttribute('href')) ?? '';
            expect(await page.locator(target).count(), `${path} ${target}`).to.equal(1);
          }
        }
        expect(complaints.filter((text) => !text.includes('422'))).to.deep.equal([]);
        await close();
      });
    });
  }

  it('fits windows of 320 and 1280 pixels, with its menu beside the page or folded above it', async () => {
    await visit(async (browser, office) => {
      for (const width of [320, 1280]) {
        const { page, close } = await watchedPage(browser, office.town.url, { viewport: { width, height: 800 } });
        await signInWith(page, ADMIN, '/admin');
        for (const path of await pagesOf(office)) {
          await page.goto(path);
          expect(await overhang(page), `${path} at ${width}`).to.equal(0);
        }
        await page.goto('/admin/people');
        expect(await page.locator('.admin__wide').isVisible()).to.equal(width > 1_000);
        const small = await page.locator('.admin button, .admin__menu a, .admin__menu summary').evaluateAll((all) =>
          all
            .filter((one) => one.checkVisibility())
            .map((one) => ({ text: one.textContent?.trim() ?? '', height: one.getBoundingClientRect().height }))
            .filter(({ height }) => height < 43.5),
        );
        expect(small).to.deep.equal([]);
        await close();
      }
    });
  });

  for (const javaScriptEnabled of [true, false]) {
    it(`lets an admin write the imprint, look at it first, and bring the template back (${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, async () => {
      await visit(async (browser, office) => {
        const { page, complaints, close } = await watchedPage(browser, office.town.url, { javaScriptEnabled });
        await signInWith(page, ADMIN, '/imprint');
        await page.getByRole('link', { name: 'Text bearbeiten' }).click();
        const text = page.locator('#feld-text');
        const written = (await text.inputValue()).replace(/\*\*\[\[(.*?)\]\]\*\*/g, 'Ergänzt: $1');
        await text.fill(written);
        await go(page, 'Vorschau');
        expect(await page.locator('#vorschau h2').allTextContents()).to.include('Anbieter');
        expect(await text.inputValue()).to.equal(written);
        await go(page, 'Speichern und zeigen');
        expect(await page.getByRole('status').first().textContent()).to.contain('gespeichert');
        await page.goto('/imprint');
        expect(await page.locator('main').textContent())
          .to.contain('Ergänzt: Straße und Hausnummer')
          .and.contain('Stand:')
          .and.not.contain('Nur für Sie');
        await page.goto('/admin/texts/imprint/de');
        await page.getByText('Zur Vorlage zurückkehren').click();
        await go(page, 'Vorlage wiederherstellen');
        expect(await page.locator('#feld-text').inputValue()).to.contain('[[Straße und Hausnummer]]');
        expect(complaints).to.deep.equal([]);
        await close();
      });
    });
  }

  it('can be done with the keyboard alone: from the menu to a changed role', async () => {
    await visit(async (browser, office) => {
      const { page, close } = await watchedPage(browser, office.town.url, { viewport: { width: 390, height: 844 } });
      await signInWith(page, ADMIN, '/admin');
      const reach = async (selector: string): Promise<void> => {
        for (let n = 0; n < 80; n += 1) {
          await page.keyboard.press('Tab');
          if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
        }
        throw new Error(`${selector} cannot be reached with Tab`);
      };
      await reach('.admin__fold > summary');
      await page.keyboard.press('Enter');
      await reach('.admin__fold a[href="/admin/people"]');
      await Promise.all([page.waitForURL('**/admin/people'), page.keyboard.press('Enter')]);
      await reach(`a[href="/admin/people/${office.editor.id}"]`);
      await Promise.all([page.waitForURL(`**/admin/people/${office.editor.id}`), page.keyboard.press('Enter')]);
      await reach('input[name=role]:checked');
      await page.keyboard.press('ArrowDown');
      await reach('button[value=duties]');
      await Promise.all([page.waitForURL('**done=duties'), page.keyboard.press('Enter')]);
      expect((await office.user(office.editor.id)).role).to.equal('author');
      await close();
    });
  });
});
