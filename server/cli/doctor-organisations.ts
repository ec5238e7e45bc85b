import type { Organisation } from '../domain/organisation.ts';
import type { Check, Finding } from './doctor-checks.ts';

const COUNTY_DIGITS = 5;

/** What the law asks of the pages of an organisation and is still empty, and a key that does not go with its kind. */
export const checkOrganisations: Check = async ({ stores }) => (await stores.organisations.all()).flatMap(findingsOn);

function findingsOn({ handle, content }: Organisation): Finding[] {
  const { name, orgType, ags, imprint, privacyContact } = content;
  const isPlace = orgType === 'municipality' || orgType === 'town' || orgType === 'city';
  const isCountyKey = ags?.length === COUNTY_DIGITS;
  const keys = [
    imprint === null ? 'no-imprint' : null,
    privacyContact === null ? 'no-privacy' : null,
    ags !== null && orgType === 'county' && !isCountyKey ? 'ags-county' : null,
    isPlace && isCountyKey ? 'ags-place' : null,
  ];
  return keys.flatMap((key) => (key === null ? [] : [{ state: 'warn', key, values: { organisation: name ?? handle, handle, ags: ags ?? '' } }]));
}
