import { element, escapeXml, textElement } from './xml.ts';

export interface Author {
  readonly name: string;
  readonly uri: string | null;
}

export interface Entry {
  /** IRI that never changes. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Where people read it. */
  readonly url: string;
  /** Instants, ISO 8601. */
  readonly published: string;
  readonly updated: string;
  readonly author: Author;
  readonly categories: readonly { readonly scheme: string; readonly term: string; readonly label: string }[];
}

export interface Feed {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly self: string;
  /** The page that shows the same. */
  readonly alternate: string;
  readonly author: Author;
  /** What counts as its last change while it is empty. */
  readonly since: string;
  readonly entries: readonly Entry[];
}

/** A feed as RFC 4287 wants it. Titles and summaries are plain text; whatever stands in them arrives as it is. */
export function atom(feed: Feed): string {
  const { id, title, language, self, alternate, author, since, entries } = feed;
  const updated = [since, ...entries.map((entry) => entry.updated)].sort().at(-1) ?? since;
  const head = [
    textElement('id', id),
    textElement('title', title),
    textElement('updated', updated),
    element('link', { rel: 'self', type: 'application/atom+xml', href: self }, null),
    element('link', { rel: 'alternate', type: 'text/html', href: alternate }, null),
    person(author),
    textElement('generator', 'Leuchtnetz'),
  ];
  const whole = element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language }, `\n${[...head, ...entries.map(entryOf)].join('\n')}\n`);
  return `<?xml version="1.0" encoding="utf-8"?>\n${whole}\n`;
}

function entryOf({ id, title, summary, url, published, updated, author, categories }: Entry): string {
  const parts = [
    textElement('id', id),
    textElement('title', title),
    textElement('published', published),
    textElement('updated', updated),
    element('link', { rel: 'alternate', type: 'text/html', href: url }, null),
    person(author),
    ...categories.map(({ scheme, term, label }) => element('category', { term, scheme, label }, null)),
    ...(summary === '' ? [] : [element('summary', { type: 'text' }, escapeXml(summary))]),
  ];
  return element('entry', {}, `\n${parts.join('\n')}\n`);
}

function person({ name, uri }: Author): string {
  return element('author', {}, textElement('name', name) + (uri === null ? '' : textElement('uri', uri)));
}
