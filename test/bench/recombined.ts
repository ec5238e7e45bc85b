import { readFileSync } from 'node:fs';

interface Source {
  readonly id: string;
  readonly title: string;
  readonly municipality: string;
  readonly ags?: string;
  readonly state: string;
  readonly summary: string;
  readonly topics: readonly string[];
  readonly lessons?: readonly string[];
  readonly technologies?: readonly string[];
  readonly sourceUrl: string;
}

/** A generator of the same numbers every time (mulberry32), so that runs can be compared. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function realProjects(): Source[] {
  return JSON.parse(readFileSync('server/seed/projects.json', 'utf8')) as Source[];
}

/** Entries in the shape of projects.json, each put together from parts of several real ones. */
export function recombined(count: number, seed = 7): Source[] {
  const real = realProjects();
  const random = randomFrom(seed);
  const one = (): Source => real[Math.floor(random() * real.length)] as Source;
  return Array.from({ length: count }, (_, n) => {
    const [a, b, c, place] = [one(), one(), one(), one()];
    const [head = a.title] = a.title.split(/[–:,(]/);
    const [tail = b.title] = b.title.split(/[–:,(]/).slice(-1);
    return {
      ...c,
      id: `bench-${n}`,
      title: `${head.trim()} – ${tail.trim()} ${n}`.slice(0, 120),
      summary: `${sentence(a.summary, 0)} ${sentence(b.summary, 1)}`.slice(0, 280),
      municipality: place.municipality,
      ...(place.ags === undefined ? {} : { ags: place.ags }),
      state: place.state,
      topics: [...new Set([...a.topics, ...b.topics])].slice(0, 4),
    };
  });
}

function sentence(text: string, n: number): string {
  const sentences = text.split(/(?<=\.)\s/);
  return sentences[n % sentences.length] ?? text;
}

export type QueryKind = 'selective' | 'broad' | 'typo';

/** Half selective (two words of one record and a state), a quarter broad (one frequent word), a quarter with a typo. */
export function queries(count: number, seed = 11): { readonly kind: QueryKind; readonly path: string }[] {
  const real = realProjects();
  const random = randomFrom(seed);
  const broad = ['digital', 'Bürger', 'Sensor', 'Stadt', 'Daten', 'App', 'Energie', 'Verkehr'];
  return Array.from({ length: count }, (_, n) => {
    const record = real[Math.floor(random() * real.length)] as Source;
    const words = record.title.match(/[\p{L}]{5,}/gu) ?? ['Beleuchtung'];
    const word = words[Math.floor(random() * words.length)] ?? 'Beleuchtung';
    if (n % 4 === 2) return { kind: 'broad', path: `/search?q=${encodeURIComponent(broad[Math.floor(random() * broad.length)] ?? 'Stadt')}` };
    if (n % 4 === 3) {
      const at = 1 + Math.floor(random() * (word.length - 2));
      return { kind: 'typo', path: `/search?q=${encodeURIComponent(word.slice(0, at) + word.slice(at + 1))}` };
    }
    return { kind: 'selective', path: `/search?q=${encodeURIComponent(`${word} ${record.municipality.split(' ')[0]}`)}&state=${record.state}` };
  });
}
