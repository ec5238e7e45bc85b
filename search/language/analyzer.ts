import { newStemmer } from 'snowball-stemmers';
import { fold, type Word, wordsOf } from './folding.ts';
import { STOP_WORDS } from './stop-words.ts';
import { SYNONYMS } from './synonyms.ts';

/** Something by which a text is found: a stem, or the meaning of a phrase, and where it stands. */
export interface Token {
  readonly key: string;
  /** The folded word as it stands in the text; null for meanings. */
  readonly form: string | null;
  readonly start: number;
  readonly end: number;
}

/** A word somebody looks for. `others` are keys that find the same: meanings it is part of, and it written together with its neighbour. */
export interface AskedWord {
  readonly form: string;
  readonly stem: string;
  readonly others: readonly string[];
}

export interface Analyzer {
  stem(form: string): string;
  tokens(text: string): Token[];
  /** The words that say something, at most `most`, each once. */
  asked(text: string, most: number): AskedWord[];
}

interface Read extends Word {
  readonly form: string;
  readonly stem: string;
}

/** Raised whenever the same text would be read into other keys for a reason that does not lie in the word lists. */
const READING = 1;
const WORDS_KEPT = 50_000;
const LONGEST_KEPT = 60;

/** Reads German (and plain English) texts and questions into the keys by which one finds the other. */
export function createAnalyzer(): Analyzer {
  const stem = remembered(stemmer());
  const known = remembered((word) => {
    const form = fold(word);
    return { form, stem: stem(form) };
  });
  const read = (text: string): Read[] =>
    wordsOf(text).map(({ text: word, start, end }) => {
      const { form, stem } = known(word);
      return { text: word, start, end, form, stem };
    });
  const meanings = createMeanings((phrase) => read(phrase).map((word) => word.stem));

  return {
    stem,
    tokens(text) {
      const words = read(text);
      const tokens: Token[] = words.filter(({ form }) => !STOP_WORDS.has(form)).map(({ stem: key, form, start, end }) => ({ key, form, start, end }));
      for (const [place, word] of words.entries()) {
        const next = words[place + 1];
        if (next !== undefined && isHyphen(text.slice(word.end, next.start))) {
          const form = word.form + next.form;
          tokens.push({ key: stem(form), form, start: word.start, end: next.end });
        }
      }
      for (const { key, first, last } of meanings(words)) tokens.push({ key, form: null, start: first.start, end: last.end });
      return tokens;
    },
    asked(text, most) {
      const words = read(text.slice(0, 2_000));
      const found = meanings(words);
      const asked = new Map<string, AskedWord>();
      for (const [place, word] of words.entries()) {
        const isMeant = found.filter(({ first, last }) => first.start <= word.start && word.end <= last.end);
        if (STOP_WORDS.has(word.form) || asked.has(word.stem)) continue;
        const together = [words[place - 1], word, words[place + 1]].map((each) => each?.form ?? '');
        const joined = [together[0] === '' ? '' : `${together[0]}${word.form}`, together[2] === '' ? '' : `${word.form}${together[2]}`];
        const others = [...isMeant.map(({ key }) => key), ...joined.filter((form) => form !== '').map(stem), ...verbOf(word.form)];
        asked.set(word.stem, { form: word.form, stem: word.stem, others: [...new Set(others)] });
        if (asked.size === most) break;
      }
      return [...asked.values()];
    },
  };
}

/** Changes when texts would be read differently, so that an index made before is known to be too old. */
export function fingerprint(): string {
  const source = JSON.stringify([READING, SYNONYMS, [...STOP_WORDS]]);
  let hash = 0x811c9dc5;
  for (let place = 0; place < source.length; place += 1) hash = Math.imul(hash ^ source.charCodeAt(place), 0x01000193) >>> 0;
  return hash.toString(36);
}

/** The stem of the verb in a short noun of doing, which the stemmer leaves alone: Öffnung finds öffnen. */
function verbOf(form: string): string[] {
  const verb = /^(.{4,})ung(en)?$/.exec(form)?.[1];
  return verb === undefined ? [] : [verb];
}

function isHyphen(between: string): boolean {
  return /^[-‐‑–]$/.test(between);
}

function stemmer(): (form: string) => string {
  const german = newStemmer('german');
  // Abbreviations and numbers have no inflection to lose.
  return (form) => (form.length < 4 || /\p{N}/u.test(form) ? form : german.stem(form));
}

/** Folding and stemming cost microseconds, and texts say the same words again and again. */
function remembered<Answer>(work: (word: string) => Answer): (word: string) => Answer {
  const known = new Map<string, Answer>();
  return (word) => {
    const kept = known.get(word);
    if (kept !== undefined) return kept;
    const answer = work(word);
    if (known.size >= WORDS_KEPT) known.clear();
    if (word.length <= LONGEST_KEPT) known.set(word, answer);
    return answer;
  };
}

interface Meaning {
  readonly key: string;
  readonly first: Read;
  readonly last: Read;
}

function createMeanings(stemsOf: (phrase: string) => string[]): (words: readonly Read[]) => Meaning[] {
  const byFirst = new Map<string, { readonly stems: readonly string[]; readonly key: string }[]>();
  for (const [number, phrases] of SYNONYMS.entries()) {
    for (const phrase of phrases) {
      const stems = stemsOf(phrase);
      const [first] = stems;
      if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), { stems, key: `0meaning${number}` }]);
    }
  }
  return (words) =>
    words.flatMap((first, place) =>
      (byFirst.get(first.stem) ?? []).flatMap(({ stems, key }) => {
        const last = words[place + stems.length - 1];
        return last !== undefined && stems.every((stem, step) => words[place + step]?.stem === stem) ? [{ key, first, last }] : [];
      }),
    );
}
