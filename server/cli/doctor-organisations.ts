import { type LegalText, placeholdersIn } from '../domain/legal-text.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Check, Finding } from './doctor-checks.ts';

const COUNTY_DIGITS = 5;

/** What the law asks of the pages of an organisation and is still empty, and a key that does not go with its kind. */
export const checkOrganisations: Check = async ({ stores }) => {
  const [organisations, texts, instance] = await Promise.all([stores.organisations.all(), stores.texts.all(), stores.instance.find()]);
  // The pages of the instance show what its first organisation says of itself, until an admin writes them.
  return organisations.flatMap((organisation) => findingsOn(organisation, organisation.id === instance?.organisation ? texts : []));
};

function findingsOn({ handle, content }: Organisation, texts: readonly LegalText[]): Finding[] {
  const isWritten = (wanted: LegalText['page']): boolean =>
    texts.some(({ page, language, markdown }) => page === wanted && language === 'de' && markdown !== null && placeholdersIn(markdown).length === 0);
  const { name, orgType, ags, imprint, privacyContact } = content;
  const isPlace = orgType === 'municipality' || orgType === 'town' || orgType === 'city';
  const isCountyKey = ags?.length === COUNTY_DIGITS;
  const keys = [
    imprint === null && !isWritten('imprint') ? 'no-imprint' : null,
    privacyContact === null && !isWritten('privacy') ? 'no-privacy' : null,
    ags !== null && orgType === 'county' && !isCountyKey ? 'ags-county' : null,
    isPlace && isCountyKey ? 'ags-place' : null,
  ];
  return keys.flatMap((key) => (key === null ? [] : [{ state: 'warn', key, values: { organisation: name ?? handle, handle, ags: ags ?? '' } }]));
}
