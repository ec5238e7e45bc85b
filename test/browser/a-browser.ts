import { existsSync } from 'node:fs';

import chromium from '@sparticuz/chromium';
import { type Browser, chromium as engine } from 'playwright-core';

const SYSTEM = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A real Chromium: the one from npm, else one of the system. Null, with the reason said aloud, where none starts. */
export async function aBrowser(): Promise<Browser | null> {
  const reasons: string[] = [];
  for (const path of [() => chromium.executablePath(), ...SYSTEM.map((known) => async () => known)]) {
    try {
      const executablePath = await path();
      if (executablePath === '' || !existsSync(executablePath)) continue;
      // Chromium refuses its sandbox to root, which is who runs in containers.
      return await engine.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'], headless: true });
    } catch (err) {
      reasons.push(err instanceof Error ? (err.message.split('\n')[0] ?? '') : String(err));
    }
  }
  process.stderr.write(`\n  SKIPPED: no Chromium starts here, so nothing was seen through a browser. Set CHROMIUM_PATH. ${reasons.join(' | ')}\n`);
  return null;
}
