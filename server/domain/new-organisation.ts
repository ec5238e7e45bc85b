import { checkContent, missingIn } from './content/check-content.ts';
import type { OrganisationContent } from './content/content-types.ts';
import { emptyContent, type Field } from './content/field.ts';
import { type FieldProblem, problem } from './content/field-problem.ts';
import { ORGANISATION_FIELDS } from './content/organisation.ts';
import { isHandle } from './organisation.ts';
import { agsOfArs, countyOfAgs, isAgs, type Place, sizeTypeOf, stateOfAgs } from './place.ts';

/** Reads what was typed about an organisation; what follows from AGS, register and population is filled in where nothing was typed. */
export function writtenOrganisation(
  before: OrganisationContent | null,
  input: Readonly<Record<string, unknown>>,
  register: Place | undefined,
): { value: OrganisationContent; problems: readonly FieldProblem[] } {
  const { value, problems } = checkContent(ORGANISATION_FIELDS as readonly Field[], before ?? emptyContent(ORGANISATION_FIELDS), input);
  const typed = value as unknown as OrganisationContent;
  const own: FieldProblem[] = [];
  if (typed.handle !== null && !isHandle(typed.handle)) own.push(problem('handle', 'bad-handle'));
  if (typed.ags !== null && !isAgs(typed.ags)) own.push(problem('ags', 'bad-ags'));
  if (typed.ars !== null && agsOfArs(typed.ars) === null) own.push(problem('ars', 'bad-ags'));
  const { lat, lon } = typed.coordinates;
  if ((lat === null) !== (lon === null)) own.push(problem(lat === null ? 'coordinates.lat' : 'coordinates.lon', 'required'));
  const named = new Set(problems.map(({ field }) => field));
  const missing = missingIn(ORGANISATION_FIELDS, value).filter(({ field }) => !named.has(field));
  const free = before === null ? typed : withoutDerived(typed, before, input);
  return { value: completed(free, register), problems: [...problems, ...own, ...missing] };
}

/** Takes out what followed from a field that is another now, unless it was sent itself, so that it follows anew. */
function withoutDerived(typed: OrganisationContent, before: OrganisationContent, input: Readonly<Record<string, unknown>>): OrganisationContent {
  const follows = (name: keyof OrganisationContent, isAnew: boolean) => (isAnew && !(name in input) ? { [name]: null } : {});
  const isMoved = typed.ars !== before.ars || typed.ags !== before.ags;
  return {
    ...typed,
    ...follows('ags', typed.ars !== before.ars && typed.ars !== null),
    ...follows('county', isMoved),
    ...follows('state', isMoved),
    ...follows('sizeType', before.sizeTypeSource === 'derived'),
    ...follows('sizeTypeSource', before.sizeTypeSource === 'derived' || 'sizeType' in input),
  };
}

function completed(typed: OrganisationContent, register: Place | undefined): OrganisationContent {
  const ags = typed.ags ?? (typed.ars === null ? null : agsOfArs(typed.ars));
  const population = typed.population ?? register?.population ?? null;
  const { lat, lon } = typed.coordinates;
  const isPlace = ['municipality', 'town', 'city'].includes(typed.orgType ?? '');
  return {
    ...typed,
    ags,
    county: typed.county ?? (ags === null ? null : countyOfAgs(ags)),
    state: typed.state ?? (ags === null ? null : stateOfAgs(ags)),
    population,
    sizeType: typed.sizeType ?? (isPlace ? sizeTypeOf(population) : null),
    sizeTypeSource: typed.sizeTypeSource ?? (typed.sizeType === null ? 'derived' : 'official'),
    coordinates: lat === null && register !== undefined ? { lat: register.lat, lon: register.lon } : { lat, lon },
  };
}
