import type { Words } from '../words.ts';

// The first that fits counts: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
const BROWSERS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
];

/** What a browser says of itself, in words its owner recognises: "Firefox auf Windows". */
export function deviceOf(agent: string, words: Words): string {
  const browser = nameIn(BROWSERS, agent);
  const system = nameIn(SYSTEMS, agent);
  if (browser === null && system === null) return words.t('account.sessions.unknownDevice');
  return words.t('account.sessions.device', {
    browser: browser ?? words.t('account.sessions.someBrowser'),
    system: system ?? words.t('account.sessions.someSystem'),
  });
}

function nameIn(known: readonly (readonly [RegExp, string])[], agent: string): string | null {
  return known.find(([sign]) => sign.test(agent))?.[1] ?? null;
}
