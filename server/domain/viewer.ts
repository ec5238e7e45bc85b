/** What a person may do on this instance: admin everything; editor publishes; author drafts and edits own; reader sees followers-only records. */
export const ROLES = ['admin', 'editor', 'author', 'reader'] as const;
export type Role = (typeof ROLES)[number];

/** Whoever stands at the door. Staff belong to one or more organisations of this instance. */
export type Viewer =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'staff'; readonly user: string; readonly role: Role; readonly organisations: readonly string[]; readonly mayWrite: boolean };

export const VISITOR: Viewer = { kind: 'visitor' };

/** The machine itself, at the command line of the server: whoever may start it may do all of it. */
export function operator(organisations: readonly string[]): Viewer {
  return { kind: 'staff', user: 'operator', role: 'admin', organisations, mayWrite: true };
}

export function userOf(viewer: Viewer): string {
  return viewer.kind === 'staff' ? viewer.user : 'visitor';
}
