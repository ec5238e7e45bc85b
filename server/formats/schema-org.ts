import type { Addresses } from '../domain/addresses.ts';
import { licenseAddress } from '../domain/license.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { PlaceFacts, Point } from '../domain/place-facts.ts';
import type { Labels } from '../ports/labels.ts';

/** A thing of schema.org. */
export interface Thing {
  readonly [property: string]: Thing | string | number | readonly (Thing | string)[];
}

/** What may be known of a thing; what is null, empty or an empty list is not said. */
export type Known = Readonly<Record<string, Thing[string] | null>>;

export interface SchemaOrgNeeds {
  readonly addresses: Addresses;
  /** German labels come first. */
  readonly labels: Labels;
}

// Those that are no authority; everything else is a GovernmentOrganization.
const OTHER_KINDS: Readonly<Record<string, string>> = {
  'it-provider': 'Organization',
  association: 'Organization',
  science: 'ResearchOrganization',
  company: 'Organization',
  'civil-society': 'NGO',
};

/** The JSON-LD of a page as text; the frame that it stands in makes it safe there. */
export function jsonLdText(known: Known): string {
  return JSON.stringify({ '@context': 'https://schema.org', ...thing(known) });
}

export function thing(known: Known): Thing {
  const said: Record<string, Thing[string]> = {};
  for (const [property, value] of Object.entries(known)) {
    if (value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)) said[property] = value;
  }
  return said;
}

export function organisationThing({ id, handle, content }: Organisation): Thing {
  return { '@type': OTHER_KINDS[content.orgType ?? ''] ?? 'GovernmentOrganization', '@id': id, name: content.name ?? handle, url: id };
}

/** Null where nothing may be said about the place or nothing is known. */
export function placeThing({ name, state, point }: Pick<PlaceFacts, 'name' | 'state' | 'point'>, labels: Labels): Thing | null {
  if (name === null && state === null && point === null) return null;
  const region = state === null ? null : (labels('state', state)[0] ?? state);
  const address = state === null ? null : thing({ '@type': 'PostalAddress', addressRegion: region, addressCountry: state.slice(0, 2) });
  return thing({ '@type': 'Place', name: name ?? region, address, geo: point === null ? null : geoThing(point) });
}

function geoThing({ lat, lon }: Point): Thing {
  return { '@type': 'GeoCoordinates', latitude: lat, longitude: lon };
}

/** The address of a licence we know, or its name. */
export function licenseOf(license: string | null): string | null {
  return licenseAddress(license) ?? license;
}

/** EDTF dates as an interval of ISO 8601; `..` is an open end. */
export function intervalOf(start: string | null, end: string | null): string | null {
  if (start === null && end === null) return null;
  return start === end && start !== null ? start : `${start ?? '..'}/${end ?? '..'}`;
}
