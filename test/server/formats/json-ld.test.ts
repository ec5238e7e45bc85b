import { expect } from 'chai';

import { addresses } from '../../../server/domain/addresses.ts';
import { emptyContent } from '../../../server/domain/content/field.ts';
import { ORGANISATION_FIELDS } from '../../../server/domain/content/organisation.ts';
import { blank, written } from '../../../server/domain/new-record.ts';
import type { Organisation } from '../../../server/domain/organisation.ts';
import type { PlaceFacts } from '../../../server/domain/place-facts.ts';
import type { KnowledgeRecord } from '../../../server/domain/record.ts';
import { organisationJsonLd, recordJsonLd, siteJsonLd } from '../../../server/formats/json-ld.ts';
import { labelsFrom, openWords } from '../../../server/web/i18n.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';

const where = addresses('https://stadt.example/');
const needs = { addresses: where, labels: labelsFrom(openWords('views/locales')) };
const publisher: Organisation = {
  id: where.organisation('musterstadt'),
  handle: 'musterstadt',
  created: '2026-01-01T00:00:00.000Z',
  updated: '2026-01-01T00:00:00.000Z',
  revision: 1,
  content: {
    ...emptyContent(ORGANISATION_FIELDS),
    name: 'Musterstadt',
    handle: 'musterstadt',
    orgType: 'town',
    ags: '01001000',
    state: 'DE-SH',
    coordinates: { lat: 54.78, lon: 9.43 },
    website: 'https://www.musterstadt.example',
    roles: [{ role: 'cdo', mailbox: 'cdo@musterstadt.example' }],
  },
};
const place: PlaceFacts = {
  name: 'Musterstadt',
  state: 'DE-SH',
  sizeType: '30',
  regiostar7: null,
  orgType: 'town',
  population: 12_000,
  point: { lat: 54.78, lon: 9.43 },
};

function aRecord<T extends KnowledgeRecord['type']>(type: T, input: Readonly<Record<string, unknown>>): KnowledgeRecord & { type: T } {
  const { value, problems } = written(type, blank(type, 'de'), input);
  expect(problems).to.deep.equal([]);
  const past = { created: '2026-01-01T00:00:00.000Z', published: '2026-01-02T00:00:00.000Z', updated: '2026-01-03T00:00:00.000Z', lastConfirmedAt: null };
  const id = where.record(`${type}-1`);
  const about = { id, type, slug: 'eins', formerSlugs: [], publisher: publisher.id, createdBy: 'u', replaces: null, revision: 1, importKey: null, extra: {} };
  return { ...about, ...past, ...value } as unknown as KnowledgeRecord & { type: T };
}

function told(record: KnowledgeRecord, differently = {}): Record<string, unknown> {
  return JSON.parse(recordJsonLd({ record, publisher, place, lessons: [], about: null, ...differently }, needs)) as Record<string, unknown>;
}

describe('what search engines read', () => {
  const project = aRecord('project', aProjectInput({ startDate: '2024-05', tags: ['LED'], sources: [{ url: 'https://quelle.example/1' }] }));

  it('says of a project what it is about, where, when, by whom and under which licence', () => {
    const thing = told(project);
    expect(thing).to.deep.include({ '@context': 'https://schema.org', '@type': 'Article', '@id': project.id, url: 'https://stadt.example/projects/eins' });
    expect(thing).to.deep.include({ headline: 'Straßenbeleuchtung mit Bewegungsmeldern', inLanguage: 'de', temporalCoverage: '2024-05/..', keywords: ['LED'] });
    expect(thing).to.deep.include({ datePublished: '2026-01-02T00:00:00.000Z', dateModified: '2026-01-03T00:00:00.000Z' });
    expect(thing).to.deep.include({ license: 'https://creativecommons.org/licenses/by/4.0/', isBasedOn: ['https://quelle.example/1'] });
    expect(thing['about']).to.deep.equal([
      { '@type': 'DefinedTerm', termCode: 'energy', name: 'Energie' },
      { '@type': 'DefinedTerm', termCode: 'construction', name: 'Bau' },
    ]);
    expect(thing['publisher']).to.deep.equal({ '@type': 'GovernmentOrganization', '@id': publisher.id, name: 'Musterstadt', url: publisher.id });
    expect(thing['spatialCoverage']).to.deep.equal({
      '@type': 'Place',
      name: 'Musterstadt',
      address: { '@type': 'PostalAddress', addressRegion: 'Schleswig-Holstein', addressCountry: 'DE' },
      geo: { '@type': 'GeoCoordinates', latitude: 54.78, longitude: 9.43 },
    });
  });

  it('leads from a project to its lessons and back', () => {
    const lesson = aRecord('lesson', { lessonKind: 'failed', statement: 'Zu hell geplant', theme: 'technology', advice: 'Zuerst **messen** und planen' });
    expect(told(project, { lessons: [lesson] })['hasPart']).to.deep.equal([
      { '@type': 'Article', '@id': lesson.id, url: 'https://stadt.example/lessons/eins', headline: 'Zu hell geplant' },
    ]);
    const thing = told(lesson, { about: project });
    expect(thing).to.deep.include({
      '@type': 'Article',
      headline: 'Zu hell geplant',
      description: 'Zuerst messen und planen',
      articleSection: 'Was hat nicht funktioniert',
    });
    expect(thing['isPartOf']).to.deep.include({ '@id': project.id });
  });

  it('gives no place to a lesson that hides its town, but the state', () => {
    const lesson = aRecord('lesson', { lessonKind: 'tip', statement: 'x', theme: 'culture', anonymous: true });
    const hidden = { ...place, name: null, point: null };
    expect(told(lesson, { place: hidden })['spatialCoverage'])
      .to.deep.include({ name: 'Schleswig-Holstein' })
      .and.not.to.have.property('geo');
    expect(told(lesson, { place: { ...hidden, state: null } })).not.to.have.property('spatialCoverage');
  });

  it('tells a process step by step, and its time only when every step has one', () => {
    const steps = [
      { text: 'Antrag lesen', minutes: 5 },
      { text: 'Bescheid senden', minutes: 2.5 },
    ];
    const process = (given: unknown) => told(aRecord('process', { name: 'Hund anmelden', processLevel: 'local', steps: given, systems: ['Fachverfahren'] }));
    expect(process(steps)).to.deep.include({
      '@type': 'HowTo',
      name: 'Hund anmelden',
      totalTime: 'PT8M',
      tool: [{ '@type': 'HowToTool', name: 'Fachverfahren' }],
    });
    expect(process(steps)['step']).to.deep.include({ '@type': 'HowToStep', position: 2, text: 'Bescheid senden' });
    expect(process([...steps, { text: 'Warten' }])).not.to.have.property('totalTime');
  });

  it('introduces an organisation and the site', () => {
    const thing = JSON.parse(organisationJsonLd(publisher, needs));
    expect(thing).to.deep.include({ '@type': 'GovernmentOrganization', sameAs: 'https://www.musterstadt.example' });
    expect(thing.identifier).to.deep.include({ propertyID: 'AGS', value: '01001000' });
    expect(thing.contactPoint).to.deep.equal([{ '@type': 'ContactPoint', contactType: 'CDO/Digitalisierungsbeauftragte', email: 'cdo@musterstadt.example' }]);
    const company = { ...publisher, content: { ...publisher.content, orgType: 'company' } };
    expect(JSON.parse(organisationJsonLd(company, needs))['@type']).to.equal('Organization');
    const site = JSON.parse(siteJsonLd(publisher, where));
    expect(site.potentialAction.target.urlTemplate).to.equal('https://stadt.example/search?q={search_term_string}');
    expect(JSON.parse(siteJsonLd(null, where))).not.to.have.property('publisher');
  });
});
