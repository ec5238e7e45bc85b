import { expect } from 'chai';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { operatorOf } from '../../server/cli/people.ts';
import { type House, openHouse } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import { newUser } from '../../server/domain/user.ts';
import { operator, type Viewer } from '../../server/domain/viewer.ts';
import { aProjectInput } from '../fixtures/a-project.ts';
import { signedIn, signInWith } from '../fixtures/a-staff-browser.ts';
import { ADMIN, anInstance, type Instance } from '../fixtures/an-instance.ts';
import { aBrowser } from './a-browser.ts';
import { expectAccessible, overhang, watchedPage } from './watched-page.ts';

const AUTHOR = { email: 'anna@musterstadt.example', password: 'Ein Licht im Netz 8' };
const OLD = ['Alt eins', 'Alt zwei', 'Alt drei', 'Alt vier'];
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsänderung und noch mehr';

describe('my records', function () {
  this.timeout(180_000);
  const held: { browser: Browser | null; instance: Instance | null } = { browser: null, instance: null };

  const elsewhere = async (instance: Instance, daysAgo: number, work: (house: House, admin: Viewer) => Promise<void>): Promise<void> => {
    const clock = (): Date => new Date(Date.now() - daysAgo * 86_400_000);
    const house = await openHouse({ config: readConfig(instance.environment, instance.folder), clock, isServer: false, onWaiting: () => undefined });
    try {
      await work(house, await operatorOf(house));
    } finally {
      await house.close();
    }
  };
  const add = async ({ actions }: House, viewer: Viewer, title: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const made = await actions.createRecord(viewer, 'project', null, aProjectInput({ title, ...more }));
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    return made.value.id;
  };

  before(async function () {
    held.browser = await aBrowser();
    if (held.browser === null) return this.skip();
    const instance = await anInstance();
    held.instance = instance;
    for (const [n, title] of OLD.entries()) await elsewhere(instance, 400 - n * 50, async (house, admin) => void (await add(house, admin, title)));
    await elsewhere(instance, 0, async (house, admin) => {
      const organisation = (await house.stores.organisations.all())[0]?.id ?? '';
      const known = { id: 'anna', email: AUTHOR.email, role: 'author', organisations: [organisation], created: house.clock().toISOString() } as const;
      await house.stores.users.add(newUser({ ...known, passwordHash: await house.secrets.hashPassword(AUTHOR.password) }));
      const anna: Viewer = { ...(operator([organisation]) as Viewer & { kind: 'staff' }), user: 'anna', role: 'author' };
      const submitted = await add(house, anna, 'Von Anna eingereicht', { visibility: 'draft' });
      expect((await house.actions.submitRecord(anna, submitted, '')).ok).to.equal(true);
      await add(house, admin, 'Ein Entwurf', { visibility: 'draft', contact: null });
      await add(house, admin, LONG, { contact: { mailbox: 'weg@musterstadt.example' } });
      await house.stores.mails.noteRefusal({ mailbox: 'weg@musterstadt.example', at: house.clock().toISOString(), reason: '550' });
    });
  });
  after(async () => {
    await held.browser?.close();
    await held.instance?.remove();
  });

  const asStaff = async (options: BrowserContextOptions, act: (page: Page, instance: Instance) => Promise<void>, who = ADMIN): Promise<void> => {
    const { browser, instance } = held;
    if (browser === null || instance === null) throw new Error('Not started');
    const { page, complaints, close } = await watchedPage(browser, instance.url, options);
    await signInWith(page, who, '/my/records');
    await page.goto('/my/records');
    await act(page, instance);
    expect(complaints).to.deep.equal([]);
    await close();
  };
  const groups = (page: Page) =>
    page
      .locator('.mine__list section')
      .evaluateAll((all) =>
        all.map((one) => [one.querySelector('h2')?.textContent ?? '', ...[...one.querySelectorAll('h3')].map((title) => title.textContent ?? '')]),
      );

  it('shows what waits first, then what is written, then what is to be confirmed by age, then the rest; and whose contact does not work', async () => {
    await asStaff({}, async (page) => {
      expect(await groups(page)).to.deep.equal([
        ['Wartet auf Sie', 'Von Anna eingereicht'],
        ['In Arbeit', 'Ein Entwurf'],
        ['Bitte bestätigen', ...OLD],
        ['Aktuell', LONG],
      ]);
      const last = page.locator('.mine__line').last();
      expect(await last.textContent())
        .to.contain('nimmt keine E-Mails an')
        .and.match(/\d+ % ausgefüllt/);
      expect(await page.locator('.mine__trouble').count(), 'nobody else').to.equal(1);
      await page.getByRole('link', { name: 'Ein Entwurf' }).click();
      expect(new URL(page.url()).pathname).to.equal('/projects/ein-entwurf/edit');
    });
  });

  it('has nothing for axe to find and fits every window, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const)
      await asStaff({ colorScheme }, async (page) => {
        for (const path of ['/my/records', '/my/records?confirmed=2&failed=1', '/my/records?q=gibtsnicht', '/my/records?show=to-confirm&lang=en']) {
          await page.goto(path);
          await expectAccessible(page);
          for (const width of [320, 390, 768, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            expect(await overhang(page), `${path} at ${width}`).to.equal(0);
          }
        }
      });
  });

  it('finds by words in the title, by state and by kind, without script too', async () => {
    await asStaff({ javaScriptEnabled: false }, async (page) => {
      await page.getByLabel('Im Titel').fill('ALT  z');
      await page.getByRole('button', { name: 'Eingrenzen' }).click();
      expect(await page.locator('h3').allTextContents()).to.deep.equal(['Alt zwei']);
      await page.getByRole('link', { name: 'Alles anzeigen' }).click();
      await page
        .locator('.mine__shows')
        .getByRole('link', { name: /Entwürfe/ })
        .click();
      expect(await page.locator('h3').allTextContents()).to.deep.equal(['Ein Entwurf']);
      await page.getByLabel('Art', { exact: true }).selectOption({ label: 'Erkenntnis' });
      await page.getByRole('button', { name: 'Eingrenzen' }).click();
      expect(await page.locator('main').textContent()).to.contain('Dazu gibt es keinen Eintrag');
      for (const odd of [
        '?show=x&type=y&page=-1&mine=1',
        '?page=99999999',
        '?publisher=https://fremd.example',
        '?q=%00%ff',
        '?show=all&show=draft',
        '?confirmed=x',
      ])
        expect((await page.goto(`/my/records${odd}`))?.status(), odd).to.equal(200);
    });
  });

  it('confirms one by one click and several by keyboard, without script', async () => {
    await asStaff({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } }, async (page) => {
      expect(await page.getByLabel('Alle markieren').count(), 'comfort by script only').to.equal(0);
      await page.goto('/my/records?show=to-confirm');
      await page.getByRole('button', { name: /^Stimmt noch\s*: Alt eins$/ }).click();
      expect(page.url()).to.contain('show=to-confirm');
      expect(await page.getByRole('status').textContent()).to.contain('1 Eintrag stimmt noch');
      expect(await page.locator('h3').allTextContents()).to.deep.equal(['Alt zwei', 'Alt drei', 'Alt vier']);
      for (const title of ['Alt zwei', 'Alt drei']) {
        await page.getByLabel(new RegExp(`^Markieren\\s*: ${title}$`)).focus();
        await page.keyboard.press('Space');
      }
      await page.getByRole('button', { name: /^Markierte bestätigen/ }).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/confirmed=2/);
      expect(await page.locator('h3').allTextContents()).to.deep.equal(['Alt vier']);
      await page.getByRole('button', { name: /^Markierte bestätigen/ }).click();
      expect(await page.getByRole('status').textContent()).to.contain('kein Eintrag markiert');
    });
  });

  it('marks all at once with script', async () => {
    await asStaff({}, async (page) => {
      const boxes = page.locator('input[name=id]');
      await page.getByLabel('Alle markieren').check();
      expect(await boxes.evaluateAll((all) => all.every((box) => (box as HTMLInputElement).checked))).to.equal(true);
      await expectAccessible(page);
      await page.getByLabel('Alle markieren').uncheck();
      expect(await boxes.evaluateAll((all) => all.some((box) => (box as HTMLInputElement).checked))).to.equal(false);
    });
  });

  it('lets authors confirm nothing, not even by hand, and strangers in only after they signed in', async () => {
    await asStaff(
      {},
      async (page, instance) => {
        expect(await page.getByRole('button', { name: /Stimmt noch/ }).count()).to.equal(0);
        const author = await signedIn(instance.url, AUTHOR.email, AUTHOR.password);
        const { json } = await instance.call('GET', '/api/v1/projects/alt-vier');
        const { id } = json as { id: string };
        const tried = await author.post('/my/records/confirm', { id: [id, 'x'], back: '/my/records' }, '/my/records');
        expect(tried.location).to.equal('/my/records?confirmed=0&failed=2');
        expect((await author.post('/my/records/confirm', { id, back: '//fremd.example/x' }, '/my/records')).location).to.equal(
          '/my/records?confirmed=0&failed=1',
        );
        expect((await author.post('/my/records/confirm', { id, back: '/projects/alt-vier' }, '/my/records')).status).to.equal(403);
        const admin = await signedIn(instance.url, ADMIN.email, ADMIN.password);
        await admin.post('/my/records/confirm', { id, back: '/my/records' }, null);
        expect((await admin.get('/my/records?show=to-confirm')).text, 'without the token').to.contain('Alt vier');
        const { headers } = await instance.call('GET', '/my/records');
        expect(headers.get('location')).to.contain('/sign-in?to=');
      },
      AUTHOR,
    );
  });

  it('confirms on the record itself, and says there to staff alone that its contact does not work', async () => {
    await asStaff({ viewport: { width: 320, height: 800 } }, async (page, instance) => {
      await page.goto('/projects/alt-vier?lang=en');
      expect(await page.locator('.lamp--half').count(), 'half lit').to.be.greaterThan(0);
      await page.getByRole('button', { name: 'Still true' }).click();
      expect(page.url()).to.equal(`${instance.url}/projects/alt-vier?done=confirmed&lang=en`);
      expect(await page.getByRole('status').textContent()).to.contain('Confirmed');
      expect(await page.locator('.lamp--half').count(), 'lit').to.equal(0);
      expect(await overhang(page)).to.equal(0);
      await page.goto('/my/records');
      const href = await page.getByRole('link', { name: LONG }).getAttribute('href');
      const path = (href ?? '').replace('/edit', '');
      await page.goto(path);
      expect(await page.locator('.bar').textContent()).to.contain('nimmt keine E-Mails an');
      await expectAccessible(page);
      expect(await (await fetch(`${instance.url}${path}`)).text())
        .to.contain(LONG)
        .and.not.contain('nimmt keine E-Mails an');
    });
  });
});
