import { isWebAddress } from './content/check-scalar.ts';

const LICENSES: Readonly<Record<string, string>> = {
  'CC BY 4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC BY-SA 4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'CC0 1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  CC0: 'https://creativecommons.org/publicdomain/zero/1.0/',
};

/** The address of a licence: of one we know by its name, or what is an address itself; else null. */
export function licenseAddress(license: string | null): string | null {
  if (license === null) return null;
  return LICENSES[license] ?? (isWebAddress(license) ? license : null);
}
