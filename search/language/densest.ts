export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a window of this width holds the most spans, beginning a little before one of them; the first of equals, 0 without spans. Spans
 * stand in order and do not overlap.
 */
export function densestBegin(spans: readonly Span[], width: number, lead: number): number {
  let best = 0;
  let most = 0;
  let first = 0;
  let after = 0;
  for (const { start } of spans) {
    const begin = Math.max(0, start - lead);
    // Both edges only move forwards, because a text may hold thousands of spans.
    while ((spans[first]?.start ?? begin) < begin) first += 1;
    while ((spans[after]?.end ?? Number.POSITIVE_INFINITY) <= begin + width) after += 1;
    if (after - first > most) [best, most] = [begin, after - first];
  }
  return best;
}
