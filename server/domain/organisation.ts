import type { OrganisationContent } from './content/content-types.ts';
import type { Refusal } from './result.ts';
import type { Viewer } from './viewer.ts';

/** A municipality, association or other body that publishes; later an ActivityPub actor under the same id. */
export interface Organisation {
  /** Absolute IRI. */
  readonly id: string;
  readonly handle: string;
  readonly created: string;
  readonly updated: string;
  readonly revision: number;
  readonly content: OrganisationContent;
}

const HANDLE = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** Handles stand in addresses and in @handle@host: small letters, digits and inner hyphens, at most 40. */
export function isHandle(text: string): boolean {
  return HANDLE.test(text);
}

/** Why this viewer may not change the organisation; null when he may: its editors and admins. `revision`: the one he read, if he says so. */
export function refusalToGovern(viewer: Viewer, { id, revision: present }: Organisation, revision: number | null): Refusal | null {
  if (viewer.kind === 'visitor') return { kind: 'not-signed-in' };
  const isEntrusted = viewer.role === 'admin' || viewer.role === 'editor';
  if (!viewer.mayWrite || !isEntrusted || !viewer.organisations.includes(id)) return { kind: 'not-allowed' };
  return revision === null || revision === present ? null : { kind: 'outdated' };
}
