import type { SearchHit, Stretch } from '../ports/search-index.ts';
import { type FreshnessView, freshnessView } from './freshness-view.ts';
import type { Words } from './words.ts';

/** A result line: what people decide by, in the same place on every line. */
export interface HitView {
  readonly href: string;
  readonly kind: string;
  readonly isFailure: boolean;
  /** Place, state, size class: as far as known. */
  readonly place: readonly string[];
  readonly title: readonly Stretch[];
  readonly text: readonly Stretch[];
  /** Phase, cost, lessons …: name and value. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** Null where nobody vouches for it: it was taken from public sources. */
  readonly freshness: FreshnessView | null;
  /** The box that takes it into a comparison; null where there is no form for it. */
  readonly compare: { readonly id: string; readonly value: string; readonly title: string } | null;
}

export function hitView(hit: SearchHit, words: Words): HitView {
  const { shown } = hit;
  const isUnvouched = shown.origin === 'public-source' && hit.confirmedAt === null;
  return {
    href: shown.url,
    kind: shown.lessonKind === null ? words.label('type', shown.type) : words.label('lessonKind', shown.lessonKind),
    isFailure: shown.lessonKind === 'failed',
    place: placeLine(hit, words),
    title: hit.markedTitle.length > 0 ? hit.markedTitle : [{ text: hit.title, isMatch: false }],
    text: hit.markedText,
    facts: factsOf(hit, words),
    freshness: isUnvouched ? null : freshnessView(hit.freshness, hit.confirmedAt, words),
    compare: null,
  };
}

function placeLine({ shown: { place, publisher }, distance }: SearchHit, words: Words): string[] {
  const name = place?.name ?? (place?.state == null ? publisher.name : null);
  const state = place?.state == null ? null : words.label('state', place.state);
  return [
    name,
    // A city that is a state of its own is named once.
    state === name ? null : state,
    place?.sizeType == null ? null : inShort(words.label('sizeType', place.sizeType)),
    distance === null || distance < 1 ? null : words.t('search.away', { km: words.number(Math.round(distance)) }),
  ].filter((part) => part !== null);
}

/** "Landgemeinde (unter 5.000)" as "Landgemeinde": a result line has little room. */
function inShort(label: string): string {
  return label.replace(/\s*\(.*\)$/, '');
}

function factsOf({ shown }: SearchHit, words: Words): HitView['facts'] {
  const facts = [
    { name: words.facet('phase'), value: shown.phase === null ? null : words.label('phase', shown.phase) },
    { name: words.t('search.cost'), value: shown.costBand === null || shown.costBand === 'unknown' ? null : words.label('costBand', shown.costBand) },
    { name: words.facet('processLevel'), value: shown.processLevel === null ? null : words.label('processLevel', shown.processLevel) },
    { name: words.t('search.learned'), value: shown.lessons === 0 ? null : words.t('search.lessons', { count: shown.lessons }) },
  ];
  return facts.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
}
