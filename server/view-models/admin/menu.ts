import type { Words } from '../words.ts';

export const ADMIN_PLACES = ['overview', 'people', 'organisations', 'reports', 'settings', 'texts', 'audit', 'mail'] as const;
export type AdminPlace = (typeof ADMIN_PLACES)[number];

export type AdminMenu = readonly { readonly label: string; readonly href: string; readonly isCurrent: boolean }[];

/** The way through the administration, the same on each of its pages. */
export function adminMenu(current: AdminPlace, words: Words): AdminMenu {
  return ADMIN_PLACES.map((place) => ({ label: words.t(`admin.menu.${place}`), href: pathOf(place), isCurrent: place === current }));
}

export function pathOf(place: AdminPlace): string {
  return place === 'overview' ? '/admin' : `/admin/${place}`;
}
