import { CONTENT_TYPES, RECORD_TYPES } from '../content/content-types.ts';
import type { Field } from '../content/field.ts';
import { RECORD_FIELDS } from '../content/record-fields.ts';
import type { VocabularyName } from '../content/vocabularies.ts';

/** Where a facet's labels come from: a vocabulary, the organisations, or the words themselves. */
export type FacetSource = { readonly vocabulary: VocabularyName } | 'publisher' | 'free' | 'year';

/** Facets that no single field carries: they are computed or belong to the publisher or the place. */
const COMPUTED: Readonly<Record<string, FacetSource>> = {
  type: { vocabulary: 'type' },
  publisher: 'publisher',
  orgType: { vocabulary: 'orgType' },
  state: { vocabulary: 'state' },
  sizeType: { vocabulary: 'sizeType' },
  regiostar7: { vocabulary: 'regiostar7' },
  freshness: { vocabulary: 'freshness' },
  year: 'year',
  timeToRun: { vocabulary: 'timeToRun' },
  hasContact: { vocabulary: 'yesNo' },
  hasCost: { vocabulary: 'yesNo' },
  hasMeasured: { vocabulary: 'yesNo' },
  hasLesson: { vocabulary: 'yesNo' },
  hasFailure: { vocabulary: 'yesNo' },
  confirmations: { vocabulary: 'confirmations' },
  automationShare: { vocabulary: 'automationShare' },
  mediaBreaks: { vocabulary: 'yesNo' },
  language: 'free',
};

function facetsIn(fields: readonly Field[]): [string, FacetSource][] {
  return fields.flatMap((field) => {
    const own: [string, FacetSource][] = field.facet === undefined ? [] : [[field.facet, 'vocabulary' in field ? { vocabulary: field.vocabulary } : 'free']];
    return 'fields' in field ? [...own, ...facetsIn(field.fields)] : own;
  });
}

/** Every facet by its query parameter (domain.md: "a facet and its query parameter carry the vocabulary's name"). */
export const FACETS: ReadonlyMap<string, FacetSource> = new Map([
  ...Object.entries(COMPUTED),
  ...RECORD_TYPES.flatMap((type) => facetsIn(CONTENT_TYPES[type].fields)),
  ...facetsIn(RECORD_FIELDS),
]);
