import type { Page } from 'playwright-core';

import { ADMIN } from '../fixtures/an-instance.ts';

/** Signs the admin in, as people do. */
export async function signIn(page: Page, { email, password } = ADMIN): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('main [name=email]').fill(email);
  await page.locator('main [name=password]').fill(password);
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

export const ANSWERS = {
  title: 'Mähroboter im Stadtpark',
  summary: 'Drei Roboter mähen nachts den Park; das Grünflächenamt hat Zeit für anderes.',
  problem: 'Im Sommer kam das Amt mit dem Mähen nicht nach.',
  solution: 'Drei **Roboter** mit Begrenzungskabel; sie ruhen in der Dämmerung der Igel wegen.',
} as const;

/** Fills the seven answers of the short form. */
export async function answer(page: Page, differently: Partial<Record<keyof typeof ANSWERS, string>> = {}): Promise<void> {
  for (const [name, text] of Object.entries({ ...ANSWERS, ...differently })) await page.locator(`[name="${name}"]`).fill(text);
  await page.locator('[name=phase][value=pilot]').check();
  await page.locator('[name=topics][value=nature]').check();
  await page.locator('[name="contact.mailbox"]').fill('gruen@musterstadt.example');
}
