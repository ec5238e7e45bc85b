import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { aVisitor, signInWith } from '../fixtures/a-staff-browser.ts';
import { aHouseWithDoors, type HouseWithDoors, MINUTE, PASSWORD } from '../server/account/a-house-with-doors.ts';
import { aBrowser } from './a-browser.ts';
import { expectAccessible, overhang, watchedPage } from './watched-page.ts';

const EMAIL = 'erika@musterstadt.example';
const ERIKA = { email: EMAIL, password: PASSWORD };
const SEEN = process.env['SCREENSHOTS'] ?? null;

describe('accounts, in a browser', function () {
  this.timeout(180_000);
  const held: { browser: Browser | null; town: HouseWithDoors | null } = { browser: null, town: null };

  before(async function () {
    held.browser = await aBrowser();
    if (held.browser === null) this.skip();
  });
  beforeEach(async () => {
    held.town = await aHouseWithDoors();
    await held.town.person(EMAIL, 'editor');
  });
  afterEach(async () => {
    await held.town?.close();
    held.town = null;
  });
  after(() => held.browser?.close());

  const visit = async (options: BrowserContextOptions, use: (page: Page, town: HouseWithDoors) => Promise<void>): Promise<void> => {
    if (held.browser === null || held.town === null) throw new Error('Not started');
    const { page, complaints, close } = await watchedPage(held.browser, held.town.url, options);
    await use(page, held.town);
    expect(complaints).to.deep.equal([]);
    await close();
  };
  /** axe is a script itself. */
  const seen = async (page: Page, name: string, hasScript = true): Promise<void> => {
    if (SEEN !== null) await page.screenshot({ path: `${SEEN}/${name}.png`, fullPage: true });
    if (hasScript)
      await expectAccessible(page).catch((err: unknown) => {
        throw new Error(`${name}: ${err instanceof Error ? err.message : String(err)}`);
      });
    expect(await overhang(page), name).to.equal(0);
  };
  const submit = (page: Page, name: string | RegExp) => page.locator('main').getByRole('button', { name }).click();
  const appOf = async (page: Page): Promise<TOTP> =>
    new TOTP({ secret: Secret.fromBase32((await page.locator('code.account__secret').innerText()).replaceAll(' ', '')) });

  /** Every page and every error state, one after the other; what is looked at is given by `look`. */
  const everyPage = async (page: Page, town: HouseWithDoors, look: (page: Page, name: string) => Promise<void>): Promise<void> => {
    await page.goto('/sign-in');
    await look(page, 'sign-in');
    await submit(page, 'Anmelden');
    await look(page, 'sign-in-wrong');
    await page.getByRole('link', { name: 'Passwort vergessen?' }).click();
    await look(page, 'forgotten');
    await submit(page, 'Link anfordern');
    await look(page, 'forgotten-wrong');
    await page.getByLabel('E-Mail-Adresse').fill(EMAIL);
    await submit(page, 'Link anfordern');
    await look(page, 'forgotten-sent');
    await page.goto((await town.links('password-reset', EMAIL))[0] ?? '');
    await look(page, 'password-new');
    await page.getByLabel('Neues Passwort').fill('kurz');
    await submit(page, 'Passwort speichern');
    await look(page, 'password-new-wrong');
    await page.goto('/password/new/gibt-es-nicht');
    await look(page, 'link-expired');

    const organisation = (await town.house.stores.organisations.all())[0]?.id ?? '';
    await town.house.actions.invitePeople.invite(town.operator, { email: 'neu@ort.example', role: 'author', organisations: [organisation], language: 'de' });
    await page.goto((await town.links('invitation', 'neu@ort.example'))[0] ?? '');
    await look(page, 'invitation');
    await submit(page, 'Konto anlegen');
    await look(page, 'invitation-wrong');

    await signInWith(page, ERIKA, '/my/account');
    await look(page, 'my-account');
    await page.getByLabel('Ihr Name').fill('');
    await submit(page, 'Angaben speichern');
    await look(page, 'my-account-wrong');
    await page.goto('/my/account/password');
    await look(page, 'change-password');
    await submit(page, 'Passwort ändern');
    await look(page, 'change-password-wrong');
    await aVisitor(town.url).post('/sign-in', ERIKA);
    await page.goto('/my/account/sessions');
    await look(page, 'sessions');
    await page.goto('/my/account/tokens');
    await submit(page, 'Token anlegen');
    await look(page, 'tokens-wrong');
    await page.getByLabel('Wofür ist das Token?').fill('Fachverfahren für Straßenbeleuchtung und Ampeln');
    await page.getByLabel('Ihr Passwort').fill(PASSWORD);
    await submit(page, 'Token anlegen');
    await look(page, 'token-made');
    await page.getByRole('link', { name: 'Ich habe es kopiert' }).click();
    await look(page, 'tokens');
    await page.goto('/my/account/data');
    await look(page, 'my-data');
    await page.goto('/my/account/second-factor');
    await look(page, 'second-factor');
    await page.getByLabel('Code aus der App').fill('000000');
    await submit(page, 'Zweiten Faktor einschalten');
    await look(page, 'second-factor-wrong');
    const app = await appOf(page);
    await page.getByLabel('Code aus der App').fill(app.generate({ timestamp: town.house.clock().getTime() }));
    await submit(page, 'Zweiten Faktor einschalten');
    await look(page, 'recovery-codes');
    await page.goto('/my/account/second-factor');
    await submit(page, 'Zweiten Faktor ausschalten');
    await look(page, 'second-factor-on-wrong');
    await page.getByRole('button', { name: 'Abmelden' }).click();
    await signInWith(page, ERIKA);
    await look(page, 'sign-in-code');
    await page.getByText('Kein Zugriff auf die App?').click();
    await page.getByLabel('Wiederherstellungscode').fill('falsch');
    await submit(page, 'Anmelden');
    await look(page, 'sign-in-code-wrong');
  };

  for (const [width, colorScheme, javaScriptEnabled] of [
    [1280, 'light', true],
    [390, 'light', false],
    [390, 'dark', true],
    [1280, 'dark', true],
  ] as const) {
    it(`shows every page and every fault well at ${width} pixels, ${colorScheme}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      await visit({ viewport: { width, height: 844 }, colorScheme, javaScriptEnabled }, (page, town) =>
        everyPage(page, town, (at, name) => seen(at, `${name}-${width}-${colorScheme}`, javaScriptEnabled)),
      );
    });
  }

  it('fits 320 pixels, in English too', async () => {
    await visit({ viewport: { width: 320, height: 640 } }, async (page, town) => {
      await everyPage(page, town, async (at, name) => {
        expect(await overhang(at), name).to.equal(0);
      });
    });
    await visit({ viewport: { width: 320, height: 640 }, locale: 'en-GB' }, async (page) => {
      await signInWith(page, ERIKA);
      for (const path of ['', '/password', '/sessions', '/tokens', '/data', '/second-factor']) {
        await page.goto(`/my/account${path}?lang=en`);
        expect(await page.locator('html').getAttribute('lang')).to.equal('en');
        expect(await overhang(page), path).to.equal(0);
        await expectAccessible(page);
      }
    });
  });

  it('can be done with the keyboard alone, from the sign-in to the second factor', async () => {
    await visit({ viewport: { width: 390, height: 844 } }, async (page, town) => {
      await page.goto('/sign-in?to=/my/account/second-factor');
      const to = async (name: string): Promise<void> => {
        for (let n = 0; n < 40; n += 1) {
          await page.keyboard.press('Tab');
          if (await page.evaluate((wanted) => (document.activeElement as HTMLInputElement | null)?.name === wanted, name)) return;
        }
        throw new Error(`The keyboard does not reach ${name}`);
      };
      await to('email');
      await page.keyboard.type(EMAIL);
      await to('password');
      await page.keyboard.type(PASSWORD);
      await Promise.all([page.waitForURL('**/my/account/second-factor'), page.keyboard.press('Enter')]);
      const app = await appOf(page);
      await to('code');
      await page.keyboard.type('123456');
      await Promise.all([page.waitForLoadState('load'), page.keyboard.press('Enter')]);
      await page.getByRole('alert').getByRole('link').focus();
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)).to.equal('code');
      await page.keyboard.press('Control+a');
      await page.keyboard.type(app.generate({ timestamp: town.house.clock().getTime() }));
      await Promise.all([page.waitForSelector('.account__codes'), page.keyboard.press('Enter')]);
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Als Datei speichern' }).press('Enter')]);
      expect(download.suggestedFilename()).to.equal('leuchtnetz-wiederherstellungscodes.txt');
      town.pass(MINUTE);
    });
  });

  for (const javaScriptEnabled of [true, false]) {
    it(`loses no word when the session ends while somebody writes (${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, async () => {
      await visit({ javaScriptEnabled, viewport: { width: 390, height: 844 } }, async (page, town) => {
        await signInWith(page, ERIKA, '/projects/new');
        await page.locator('[name=title]').fill('Laternen, die zuhören');
        const user = await town.house.stores.users.findByEmail(EMAIL);
        await town.house.stores.sessions.endAll(user?.id ?? '', null);
        await page.locator('main form button[value=save]').first().click();
        await page.locator('input[name=password]').waitFor();
        expect(await page.locator('.page__lead').textContent()).to.include('nicht verloren');
        await seen(page, `lost-${javaScriptEnabled}`, javaScriptEnabled);
        await page.locator('input[name=email]').fill(EMAIL);
        await page.locator('input[name=password]').fill(PASSWORD);
        await submit(page, 'Anmelden');
        await page.waitForURL('**/projects/new');
        expect(await page.locator('[name=title]').inputValue()).to.equal('Laternen, die zuhören');
      });
    });
  }

  it('shows a password to whoever wants to see it, and hides it again before it is sent', async () => {
    await visit({}, async (page) => {
      await page.goto('/sign-in');
      const field = page.locator('input[name=password]');
      await field.fill('Laterne');
      await page.getByRole('button', { name: 'Passwort anzeigen' }).click();
      expect(await field.getAttribute('type')).to.equal('text');
      await seen(page, 'password-shown');
      await page.getByRole('button', { name: 'Passwort verbergen' }).click();
      expect(await field.getAttribute('type')).to.equal('password');
    });
  });

  it('lets password managers do their work', async () => {
    await visit({}, async (page, town) => {
      const marks = () => page.locator('main input:not([type=hidden])').evaluateAll((all) => all.map((one) => one.getAttribute('autocomplete')));
      await page.goto('/sign-in');
      expect(await marks()).to.deep.equal(['username', 'current-password']);
      await town.house.actions.resetPassword.ask(EMAIL, { from: '192.0.2.1' });
      await page.goto((await town.links('password-reset', EMAIL))[0] ?? '');
      expect(await marks()).to.deep.equal(['username', 'new-password']);
      await page.getByLabel('Neues Passwort').evaluate((field) => {
        const data = new DataTransfer();
        data.setData('text/plain', 'aus dem Manager');
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      });
      await signInWith(page, ERIKA, '/my/account/password');
      expect(await marks()).to.deep.equal(['username', 'current-password', 'new-password']);
    });
  });
});
