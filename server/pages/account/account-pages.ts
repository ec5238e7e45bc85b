import type { RequestHandler } from 'express';

import { invitationPage } from './invitation-page.ts';
import { myAccountPage } from './my-account-page.ts';
import { passwordPages } from './password-pages.ts';
import { secondFactorPage } from './second-factor-page.ts';
import { sessionsPage } from './sessions-page.ts';
import { signInCodePage } from './sign-in-code-page.ts';
import { signInPage } from './sign-in-page.ts';
import { tokensPage } from './tokens-page.ts';

type Needs = Parameters<typeof signInCodePage>[0] &
  Parameters<typeof passwordPages>[0] &
  Parameters<typeof invitationPage>[0] &
  Parameters<typeof myAccountPage>[0] &
  Parameters<typeof sessionsPage>[0] &
  Parameters<typeof tokensPage>[0] &
  Parameters<typeof secondFactorPage>[0];

/** Everything about getting in and about one's own account. */
export function accountPages(needs: Needs): RequestHandler[] {
  return [
    signInPage(needs),
    signInCodePage(needs),
    passwordPages(needs),
    invitationPage(needs),
    myAccountPage(needs),
    sessionsPage(needs),
    tokensPage(needs),
    secondFactorPage(needs),
  ];
}
