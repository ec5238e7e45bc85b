import type { Token } from './analyzer.ts';
import { densestBegin, type Span } from './densest.ts';

export interface Marked {
  readonly text: string;
  readonly isMatch: boolean;
}

/** The parts of a record that a result line shows. */
export interface Texts {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

/** A place to show is looked for in the beginning of a text only: anybody may publish long ones, and a page shows two hundred. */
export const LOOKED_THROUGH = 6_000;
const WINDOW = 300;
// A window starts a little before the first match, so that the match is read in its sentence.
const LEAD = 60;

/** The whole text, cut into stretches that were found and stretches between them. */
export function marked(text: string, tokens: readonly Token[], keys: ReadonlySet<string>): Marked[] {
  return stretches(text, { start: 0, end: text.length }, spansOf(tokens, keys));
}

/**
 * About 300 characters around the densest place of the summary, or of the body if only that says more than the title; else the
 * beginning of the summary.
 */
export function excerpt(texts: Texts, tokensOf: (text: string) => readonly Token[], keys: ReadonlySet<string>): Marked[] {
  const first = texts.summary === '' ? texts.body : texts.summary;
  if (first === '' || keys.size === 0) return first === '' ? [] : cut(first, windowAround(first, []), []);
  const spans = spansOf(tokensOf(beginning(first)), keys);
  if (spans.length > 0 || texts.body === '') return cut(first, windowAround(first, spans), spans);
  const inTitle = new Set(tokensOf(beginning(texts.title)).map(({ key }) => key));
  const inBody = tokensOf(beginning(texts.body));
  const saysMore = inBody.some(({ key }) => keys.has(key) && !inTitle.has(key));
  if (!saysMore) return cut(first, windowAround(first, []), []);
  const found = spansOf(inBody, keys);
  return cut(texts.body, windowAround(texts.body, found), found);
}

function beginning(text: string): string {
  return text.length <= LOOKED_THROUGH ? text : text.slice(0, beforeSpace(text, LOOKED_THROUGH));
}

/** The tokens that were found, joined where they overlap; of words written with a hyphen only the part that was looked for. */
function spansOf(tokens: readonly Token[], keys: ReadonlySet<string>): Span[] {
  const all = tokens.filter(({ key }) => keys.has(key)).sort((one, other) => one.start - other.start || other.end - one.end);
  const isInside = (inner: Token, outer: Token) => inner !== outer && inner.form !== null && outer.start <= inner.start && inner.end <= outer.end;
  const found = all.filter((outer, at) => outer.form === null || !all.slice(Math.max(0, at - 3), at + 4).some((inner) => isInside(inner, outer)));
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
  const best = densestBegin(spans, WINDOW, LEAD);
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
