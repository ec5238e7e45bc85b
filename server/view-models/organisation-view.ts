import type { Content, Field } from '../domain/content/field.ts';
import { ORGANISATION_FIELDS } from '../domain/content/organisation.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import type { SearchAnswer } from '../ports/search-index.ts';
import { type CardView, cardViews, fieldView, type Shaping } from './field-view.ts';
import { type HitView, hitView } from './hit-view.ts';
import { organisationFacts } from './organisations-view.ts';
import { facetHref } from './search-params.ts';
import type { Words } from './words.ts';

export interface OrganisationView {
  readonly name: string;
  readonly facts: readonly string[];
  readonly vision: SafeHtml | null;
  readonly cards: readonly CardView[];
  readonly found: string;
  readonly hits: readonly HitView[];
  /** Null when all of them stand here. */
  readonly all: string | null;
  readonly feed: string;
  readonly isEmpty: boolean;
}

// They stand at the head of the page.
const SHOWN = new Set(['name', 'orgType', 'state', 'sizeType', 'population', 'vision']);
const FIELDS: readonly Field[] = ORGANISATION_FIELDS;

export function organisationView(
  { handle, content }: Organisation,
  answer: SearchAnswer,
  words: Words,
  renderMarkdown: Shaping['renderMarkdown'],
): OrganisationView {
  const shaping: Shaping = { table: 'organisation', words, renderMarkdown, pictures: null };
  const vision = FIELDS.filter(({ name }) => name === 'vision').map((field) => fieldView(field, content.vision, shaping));
  return {
    name: content.name ?? handle,
    facts: organisationFacts(content, words),
    vision: vision[0]?.html ?? null,
    cards: cardViews(FIELDS, content as Content, SHOWN, shaping),
    found: words.t('organisations.records', { count: answer.total }),
    hits: answer.hits.map((hit) => hitView(hit, words)),
    all: answer.total > answer.hits.length ? facetHref('publisher', handle) : null,
    feed: `/organisations/${handle}.atom`,
    isEmpty: answer.hits.length === 0,
  };
}
