import type { Addresses } from '../domain/addresses.ts';
import { CONTENT_TYPES } from '../domain/content/content-types.ts';
import type { Content } from '../domain/content/field.ts';
import type { DescribedRecord, RecordWithContext } from '../domain/described-record.ts';
import type { Organisation } from '../domain/organisation.ts';
import { pointOf } from '../domain/place-facts.ts';
import { plainText } from '../domain/plain-text.ts';
import type { KnowledgeRecord, Lesson, Process, Project } from '../domain/record.ts';
import { intervalOf, jsonLdText, type Known, licenseOf, organisationThing, placeThing, type SchemaOrgNeeds, type Thing, thing } from './schema-org.ts';

const MAX_DESCRIPTION = 300;

/** What search engines read about a record: projects and lessons as Article, processes as HowTo. */
export function recordJsonLd(found: RecordWithContext, needs: SchemaOrgNeeds): string {
  const { record } = found;
  const common = commonThing(found, needs);
  switch (record.type) {
    case 'project':
      return jsonLdText({ ...common, ...projectThing(record, found, needs) });
    case 'lesson':
      return jsonLdText({ ...common, ...lessonThing(record, found, needs) });
    case 'process':
      return jsonLdText({ ...common, ...processThing(record) });
  }
}

function commonThing({ record, publisher, place }: DescribedRecord, { addresses, labels }: SchemaOrgNeeds): Known {
  const page = addresses.page(record.type, record.slug);
  const organisation = organisationThing(publisher);
  return {
    '@id': record.id,
    url: page,
    mainEntityOfPage: page,
    inLanguage: record.values.language,
    datePublished: record.published,
    dateModified: record.updated,
    author: organisation,
    publisher: organisation,
    license: licenseOf(record.values.license),
    keywords: record.values.tags,
    spatialCoverage: placeThing(place, labels),
    isBasedOn: record.values.sources.flatMap(({ url }) => url ?? []),
  };
}

function projectThing({ content }: Project, { lessons }: RecordWithContext, { addresses, labels }: SchemaOrgNeeds): Known {
  return {
    '@type': 'Article',
    headline: content.title,
    description: content.summary,
    about: content.topics.map((topic) => ({ '@type': 'DefinedTerm', termCode: topic, name: labels('topic', topic)[0] ?? topic })),
    temporalCoverage: intervalOf(content.startDate, content.endDate),
    hasPart: lessons.map((lesson) => partThing(lesson, addresses)),
  };
}

function lessonThing({ content }: Lesson, { about }: RecordWithContext, { addresses, labels }: SchemaOrgNeeds): Known {
  const text = content.advice ?? content.cause ?? content.context;
  return {
    '@type': 'Article',
    headline: content.statement,
    description: text === null ? null : shortened(plainText(text)),
    articleSection: content.lessonKind === null ? null : (labels('lessonKind', content.lessonKind)[0] ?? content.lessonKind),
    isPartOf: about === null ? null : partThing(about, addresses),
  };
}

function processThing({ content }: Process): Known {
  const minutes = content.steps.map((step) => step.minutes).filter((known) => known !== null);
  const isTimed = minutes.length > 0 && minutes.length === content.steps.length;
  return {
    '@type': 'HowTo',
    name: content.name,
    description: content.purpose,
    step: content.steps.map(({ text }, n) => thing({ '@type': 'HowToStep', position: n + 1, text })),
    tool: content.systems.map((name) => ({ '@type': 'HowToTool', name })),
    totalTime: isTimed ? `PT${Math.round(minutes.reduce((sum, each) => sum + each, 0))}M` : null,
  };
}

function partThing(record: KnowledgeRecord, addresses: Addresses): Thing {
  const title = (record.content as Content)[CONTENT_TYPES[record.type].title];
  return thing({
    '@type': record.type === 'process' ? 'HowTo' : 'Article',
    '@id': record.id,
    url: addresses.page(record.type, record.slug),
    [record.type === 'process' ? 'name' : 'headline']: typeof title === 'string' ? title : null,
  });
}

/** An organisation with its key, place and the mailboxes of its roles. */
export function organisationJsonLd(organisation: Organisation, { labels }: Pick<SchemaOrgNeeds, 'labels'>): string {
  const { name, state, coordinates, ags, website, vision, roles } = organisation.content;
  const point = pointOf(coordinates.lat, coordinates.lon);
  return jsonLdText({
    ...organisationThing(organisation),
    description: vision === null ? null : shortened(plainText(vision)),
    identifier: ags === null ? null : { '@type': 'PropertyValue', propertyID: 'AGS', value: ags },
    location: placeThing({ name, state, point }, labels),
    sameAs: website,
    contactPoint: roles.map(({ role, mailbox }) => thing({ '@type': 'ContactPoint', contactType: labels('role', role ?? '')[0] ?? role, email: mailbox })),
  });
}

/** The whole site and how to search it, for the start page; `home` runs it, null while nobody does. */
export function siteJsonLd(home: Organisation | null, { base }: Addresses): string {
  return jsonLdText({
    '@type': 'WebSite',
    '@id': `${base}/`,
    url: `${base}/`,
    name: 'Leuchtnetz',
    inLanguage: ['de', 'en'],
    publisher: home === null ? null : organisationThing(home),
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${base}/search?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  });
}

function shortened(text: string): string {
  return text.length > MAX_DESCRIPTION ? `${text.slice(0, MAX_DESCRIPTION).toWellFormed()}…` : text;
}
