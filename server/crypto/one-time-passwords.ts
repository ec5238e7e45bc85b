import { randomInt } from 'node:crypto';

import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';

import type { OneTimePasswords } from '../ports/one-time-passwords.ts';

// What every authenticator app understands (RFC 6238; some ignore anything else): SHA-1, 6 digits, 30 seconds.
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
const WINDOW = 1;
// No letter or digit that can be mistaken for another.
const SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const GROUPS = [4, 4, 4] as const;

/** One-time passwords with `otpauth`, pictures with `uqr`. */
export function createOneTimePasswords(): OneTimePasswords {
  const totp = (secret: string, issuer?: string, label?: string): TOTP =>
    new TOTP({ ...FORM, secret: Secret.fromBase32(secret), ...(issuer === undefined ? {} : { issuer }), ...(label === undefined ? {} : { label }) });
  return {
    newSecret: () => new Secret({ size: SECRET_BYTES }).base32,
    describe(secret, issuer, account) {
      const address = totp(secret, issuer, account).toString();
      const svg = renderSVG(address, { border: 2, whiteColor: 'white', blackColor: 'black' });
      return { secret, address, picture: `data:image/svg+xml,${encodeURIComponent(svg)}` };
    },
    stepOf(secret, code, now) {
      const timestamp = now.getTime();
      const off = totp(secret).validate({ token: code, timestamp, window: WINDOW });
      return off === null ? null : Math.floor(timestamp / 1_000 / FORM.period) + off;
    },
    newRecoveryCodes: (count) => Array.from({ length: count }, () => GROUPS.map(signs).join('-')),
  };
}

function signs(count: number): string {
  return Array.from({ length: count }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}
