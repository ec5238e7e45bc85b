import { freshnessOf } from '../../../server/domain/freshness.ts';
import type { Near } from '../../../server/domain/search/search-query.ts';
import type { SearchDocument, SearchHit } from '../../../server/ports/search-index.ts';
import type { Analyzer } from '../../language/analyzer.ts';
import { excerpt, marked } from '../../language/highlight.ts';
import { roundedDistance } from '../distance.ts';

/** A found document as a result line shows it, with the words marked by which it was found. */
export function asHit(document: SearchDocument, keys: ReadonlySet<string>, near: Near | null, now: Date, analyzer: Analyzer): SearchHit {
  const { id, title, summary, body, confirmedAt, published, updated, shown, point } = document;
  const markedTitle = keys.size === 0 ? whole(title) : marked(title, analyzer.tokens(title), keys);
  const markedText = excerpt({ title, summary, body }, analyzer.tokens, keys);
  return {
    id,
    title,
    summary,
    markedTitle,
    markedText,
    freshness: freshnessOf(confirmedAt, now),
    confirmedAt,
    published,
    updated,
    distance: roundedDistance(near, point),
    shown,
  };
}

function whole(text: string): { readonly text: string; readonly isMatch: boolean }[] {
  return text === '' ? [] : [{ text, isMatch: false }];
}
