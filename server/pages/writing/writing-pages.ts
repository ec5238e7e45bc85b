import type { Router } from 'express';

import { autosavePage } from './autosave-page.ts';
import { cardPage } from './card-page.ts';
import { newRecordPage } from './new-record-page.ts';
import { previewPage } from './preview-page.ts';
import { removalPage } from './removal-page.ts';
import { workshopPage } from './workshop-page.ts';

type Needs = Parameters<typeof newRecordPage>[0] &
  Parameters<typeof workshopPage>[0] &
  Parameters<typeof cardPage>[0] &
  Parameters<typeof removalPage>[0] &
  Parameters<typeof previewPage>[0] &
  Parameters<typeof autosavePage>[0];

/** Every page with which staff write. They stand before the record's own pages, whose addresses are shorter. */
export function writingPages(needs: Needs): Router[] {
  return [newRecordPage(needs), workshopPage(needs), cardPage(needs), removalPage(needs), previewPage(needs), autosavePage(needs)];
}
