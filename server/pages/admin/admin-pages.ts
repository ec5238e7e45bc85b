import type { Router } from 'express';

import { auditPage } from './audit-page.ts';
import { mailPage } from './mail-page.ts';
import { adminOrganisationsPage } from './organisations-page.ts';
import { overviewPage } from './overview-page.ts';
import { peoplePage } from './people-page.ts';
import { personPage } from './person-page.ts';
import { settingsPage } from './settings-page.ts';
import { textsPage } from './texts-page.ts';

type Needs = Parameters<typeof overviewPage>[0] &
  Parameters<typeof peoplePage>[0] &
  Parameters<typeof personPage>[0] &
  Parameters<typeof adminOrganisationsPage>[0] &
  Parameters<typeof settingsPage>[0] &
  Parameters<typeof textsPage>[0] &
  Parameters<typeof auditPage>[0] &
  Parameters<typeof mailPage>[0];

/** Every page of the administration, and the profile of an organisation as its editors write it. */
export function adminPages(needs: Needs): Router[] {
  return [
    overviewPage(needs),
    peoplePage(needs),
    personPage(needs),
    adminOrganisationsPage(needs),
    settingsPage(needs),
    textsPage(needs),
    auditPage(needs),
    mailPage(needs),
  ];
}
