import type { Words } from '../words.ts';

const SHOWN = 60;
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

// What one holds in the hand is called by its own name, and one is "on" it.
const IN_THE_HAND: readonly string[] = ['iPhone', 'iPad'];

/** What a browser says of itself, in words its owner recognises: "Firefox unter Windows". What says nothing we know is told as it is. */
export function deviceOf(agent: string, words: Words): string {
  const browser = nameIn(BROWSERS, agent);
  const system = nameIn(SYSTEMS, agent);
  const said = agent.trim().slice(0, SHOWN);
  if (browser === null && system === null) return said === '' ? words.t('account.sessions.unknownDevice') : said;
  const named = browser ?? words.t('account.sessions.someBrowser');
  if (system === null) return named;
  return words.t(IN_THE_HAND.includes(system) ? 'account.sessions.inTheHand' : 'account.sessions.device', { browser: named, system });
}

function nameIn(known: readonly (readonly [RegExp, string])[], agent: string): string | null {
  return known.find(([sign]) => sign.test(agent))?.[1] ?? null;
}
