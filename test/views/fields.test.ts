import { expect } from 'chai';
import { CONTENT_TYPES, fieldsOf, RECORD_TYPES } from '../../server/domain/content/content-types.ts';
import type { Field } from '../../server/domain/content/field.ts';
import { ORGANISATION_FIELDS } from '../../server/domain/content/organisation.ts';
import { VOCABULARIES } from '../../server/domain/content/vocabularies.ts';
import { placeFacts } from '../../server/domain/place-facts.ts';
import type { SafeHtml } from '../../server/domain/safe-html.ts';
import { organisationView } from '../../server/view-models/organisation-view.ts';
import { recordView } from '../../server/view-models/record-view.ts';
import { openTemplates } from '../../server/web/handlebars.ts';
import { openWords } from '../../server/web/i18n.ts';
import { anAnswer, anOrganisation, aRecord } from './samples.ts';

const UNSEEN = new Set(['about', 'anonymous', 'geo', 'automated', 'mediaBreak']);

/** Something of the field's kind that is found again on the page. */
function valueFor(field: Field): unknown {
  switch (field.kind) {
    case 'choices':
      return [VOCABULARIES[field.vocabulary][0]];
    case 'texts':
      return [`Wort-${field.name}`];
    case 'group':
      return Object.fromEntries(field.fields.map((inner) => [inner.name, valueFor(inner)]));
    case 'list':
      return [Object.fromEntries(field.fields.map((inner) => [inner.name, valueFor(inner)]))];
    case 'number':
      return 7;
    case 'flag':
      return true;
    case 'when':
      return '2024-05';
    case 'url':
    case 'iri':
      return `https://${field.name.toLowerCase()}.example/`;
    case 'email':
      return `${field.name.toLowerCase()}@town.example`;
    case 'choice':
    case 'term':
      return VOCABULARIES[field.vocabulary][0];
    default:
      return `Text-${field.name}`;
  }
}

function textOf(html: string): string {
  return html
    .replace(/&#x3D;/g, '=')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&amp;/g, '&');
}

describe('a field of a table', () => {
  const words = openWords('views/locales').de;
  const render = openTemplates('views');
  const renderMarkdown = (markdown: string): SafeHtml => `<p>${markdown}</p>` as SafeHtml;
  const pageOf = (type: (typeof RECORD_TYPES)[number]): string => {
    const input = Object.fromEntries(CONTENT_TYPES[type].fields.map((field) => [field.name, valueFor(field)]));
    const record = aRecord(type, input);
    const publisher = anOrganisation();
    const view = recordView(
      { record, publisher, place: placeFacts(record, publisher, undefined), lessons: [], about: null },
      { words, now: new Date(), renderMarkdown },
    );
    return textOf(render('pages/record', { ...view, shell: null } as never, { words, carried: null, baseUrl: 'https://town.example' }));
  };

  const organisationPage = (): string => {
    const content = Object.fromEntries(ORGANISATION_FIELDS.map((field) => [field.name, valueFor(field)]));
    const view = organisationView(anOrganisation(content), anAnswer(), words, renderMarkdown);
    return textOf(render('pages/organisation', { ...view, shell: null } as never, { words, carried: null, baseUrl: 'https://town.example' }));
  };
  const TABLES: readonly (readonly [string, readonly Field[], () => string])[] = [
    ...RECORD_TYPES.map((type) => [type, fieldsOf(type), () => pageOf(type)] as const),
    ['organisation', ORGANISATION_FIELDS, organisationPage],
  ];

  for (const [table, fields, show] of TABLES) {
    it(`of ${table} stands on its page with its value, wherever it is in the table`, () => {
      const page = show();
      const missing = fields.flatMap((field) => {
        if (UNSEEN.has(field.name)) return [];
        const texts =
          field.kind === 'group' || field.kind === 'list'
            ? field.fields.filter(({ kind, name }) => kind === 'text' && !UNSEEN.has(name)).map(({ name }) => `Text-${name}`)
            : [];
        const own = field.kind === 'texts' ? [`Wort-${field.name}`] : ['text', 'prose', 'markdown'].includes(field.kind) ? [`Text-${field.name}`] : texts;
        const label = field.kind === 'choice' || field.kind === 'choices' ? [words.label(field.vocabulary, String(VOCABULARIES[field.vocabulary][0]))] : [];
        return [...own, ...label].filter((text) => !page.includes(text)).map((text) => `${field.name}: ${text}`);
      });
      expect(missing).to.deep.equal([]);
    });
  }
});
