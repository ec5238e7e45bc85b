import type { Token } from './analyzer.ts';

export interface Marked {
  readonly text: string;
  readonly isMatch: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const WINDOW = 300;
// A window starts a little before the first match, so that the match is read in its sentence.
const LEAD = 60;

/** The whole text, cut into stretches that were found and stretches between them. */
export function marked(text: string, tokens: readonly Token[], keys: ReadonlySet<string>): Marked[] {
  return stretches(text, { start: 0, end: text.length }, spansOf(tokens, keys));
}

/** About 300 characters of the first text in which the words stand, around the densest place; else the beginning of the first. */
export function excerpt(texts: readonly string[], tokensOf: (text: string) => readonly Token[], keys: ReadonlySet<string>): Marked[] {
  for (const text of keys.size === 0 ? [] : texts) {
    const spans = spansOf(tokensOf(text), keys);
    if (spans.length > 0) return cut(text, windowAround(text, spans), spans);
  }
  const [text] = texts.filter((each) => each !== '');
  return text === undefined ? [] : cut(text, windowAround(text, []), []);
}

/** The tokens that were found, joined where they overlap. */
function spansOf(tokens: readonly Token[], keys: ReadonlySet<string>): Span[] {
  const found = tokens.filter(({ key }) => keys.has(key)).sort((one, other) => one.start - other.start || other.end - one.end);
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of found) {
    const last = spans.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

function windowAround(text: string, spans: readonly Span[]): Span {
  if (text.length <= WINDOW) return { start: 0, end: text.length };
  let best = 0;
  let most = 0;
  for (const { start } of spans) {
    const begin = Math.max(0, start - LEAD);
    const inside = spans.filter((span) => span.start >= begin && span.end <= begin + WINDOW).length;
    if (inside > most) [best, most] = [begin, inside];
  }
  const start = best === 0 ? 0 : afterSpace(text, Math.min(best, text.length - WINDOW));
  const end = start + WINDOW >= text.length ? text.length : beforeSpace(text, start + WINDOW);
  return { start, end };
}

function cut(text: string, window: Span, spans: readonly Span[]): Marked[] {
  const inside = spans
    .filter((span) => span.end > window.start && span.start < window.end)
    .map((span) => ({ start: Math.max(span.start, window.start), end: Math.min(span.end, window.end) }));
  const pieces = stretches(text, window, inside);
  const before = window.start > 0 ? [{ text: '… ', isMatch: false }] : [];
  const after = window.end < text.length ? [{ text: ' …', isMatch: false }] : [];
  return [...before, ...pieces, ...after];
}

function stretches(text: string, window: Span, spans: readonly Span[]): Marked[] {
  const pieces: Marked[] = [];
  let place = window.start;
  for (const { start, end } of spans) {
    if (start > place) pieces.push({ text: text.slice(place, start), isMatch: false });
    pieces.push({ text: text.slice(start, end), isMatch: true });
    place = end;
  }
  if (place < window.end) pieces.push({ text: text.slice(place, window.end), isMatch: false });
  return pieces;
}

function afterSpace(text: string, place: number): number {
  const space = text.indexOf(' ', place);
  return space < 0 || space - place > 40 ? wholeSign(text, place) : space + 1;
}

function beforeSpace(text: string, place: number): number {
  const space = text.lastIndexOf(' ', place);
  return place - space > 40 ? wholeSign(text, place) : space;
}

/** Never between the two halves of an emoji. */
function wholeSign(text: string, place: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(place)) ? place - 1 : place;
}
