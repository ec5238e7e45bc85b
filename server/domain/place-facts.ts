import type { Organisation } from './organisation.ts';
import { orgTypeOf, type Place, sizeTypeOf, stateOfAgs } from './place.ts';
import type { KnowledgeRecord } from './record.ts';

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

/** What lists and facets say about the place a record is about: its subject's, or else its publisher's. */
export interface PlaceFacts {
  /** Null when the record hides it. */
  readonly name: string | null;
  readonly state: string | null;
  readonly sizeType: string | null;
  readonly regiostar7: string | null;
  readonly orgType: string | null;
  readonly population: number | null;
  readonly point: Point | null;
}

const NOWHERE: PlaceFacts = { name: null, state: null, sizeType: null, regiostar7: null, orgType: null, population: null, point: null };

/** The AGS whose row of the register tells of the place a record is about; null where none is named. */
export function placeKeyOf({ values: { subject } }: KnowledgeRecord, publisher: Organisation): string | null {
  return subject.name === null && subject.ags === null ? publisher.content.ags : subject.ags;
}

/** `register` is the row of `placeKeyOf`, if the register is loaded and has it; what the publisher says of itself stands before it. */
export function placeFacts(record: KnowledgeRecord, publisher: Organisation, register: Place | undefined): PlaceFacts {
  const facts =
    record.values.subject.name === null && record.values.subject.ags === null ? factsOfPublisher(publisher, register) : factsOfSubject(record, register);
  const moved = record.type === 'project' ? pointOf(record.content.geo.lat, record.content.geo.lon) : null;
  // An anonymous lesson shows only size class, state and topic (domain.md 2).
  if (record.type === 'lesson' && record.content.anonymous === true) return { ...NOWHERE, state: facts.state, sizeType: facts.sizeType };
  return { ...facts, point: moved ?? facts.point };
}

function factsOfPublisher({ content }: Organisation, register: Place | undefined): PlaceFacts {
  const { name, regiostar7, orgType, coordinates } = content;
  const population = content.population ?? register?.population ?? null;
  const isPlace = orgType === 'municipality' || orgType === 'town' || orgType === 'city';
  return {
    name,
    state: content.state ?? register?.state ?? null,
    sizeType: content.sizeType ?? (isPlace ? sizeTypeOf(population) : null),
    regiostar7,
    orgType,
    population,
    point: pointOf(coordinates.lat, coordinates.lon) ?? pointOf(register?.lat ?? null, register?.lon ?? null),
  };
}

function factsOfSubject({ values: { subject } }: KnowledgeRecord, register: Place | undefined): PlaceFacts {
  const population = register?.population ?? null;
  const isCounty = register?.ags.length === 5 || subject.ags?.length === 5;
  return {
    name: subject.name ?? register?.name ?? null,
    state: register?.state ?? subject.state ?? (subject.ags === null ? null : stateOfAgs(subject.ags)),
    // The BBSR types are made for municipalities.
    sizeType: isCounty ? null : sizeTypeOf(population),
    regiostar7: null,
    orgType: register === undefined ? (isCounty ? 'county' : null) : orgTypeOf(register),
    population,
    point: pointOf(register?.lat ?? null, register?.lon ?? null),
  };
}

export function pointOf(lat: number | null, lon: number | null): Point | null {
  return lat === null || lon === null ? null : { lat, lon };
}
