import type { Organisation } from '../../domain/organisation.ts';
import type { Words } from '../words.ts';
import { type AdminMenu, adminMenu } from './menu.ts';

export interface AdminOrganisationsView {
  readonly menu: AdminMenu;
  readonly said: string | null;
  readonly organisations: readonly {
    readonly name: string;
    readonly href: string;
    readonly facts: readonly { readonly label: string; readonly text: string; readonly href: string | null }[];
    /** Null where the reader does not belong to it. */
    readonly edit: string | null;
  }[];
}

interface Shown {
  readonly organisations: readonly Organisation[];
  readonly people: readonly { readonly organisations: readonly string[]; readonly disabled: string | null }[];
  readonly own: readonly string[];
  readonly said: string | null;
}

export function adminOrganisationsView({ organisations, people, own, said }: Shown, words: Words): AdminOrganisationsView {
  const active = people.filter(({ disabled }) => disabled === null);
  return {
    menu: adminMenu('organisations', words),
    said,
    organisations: organisations.map(({ id, handle, content }) => ({
      name: content.name ?? handle,
      href: `/organisations/${handle}`,
      facts: [
        { label: words.field('organisation', 'handle').label, text: handle, href: null },
        { label: words.t('admin.organisations.actor'), text: id, href: null },
        { label: words.field('organisation', 'orgType').label, text: words.label('orgType', content.orgType ?? ''), href: null },
        { label: words.t('admin.menu.people'), text: words.number(active.filter((person) => person.organisations.includes(id)).length), href: null },
      ],
      edit: own.includes(id) ? `/organisations/${handle}/edit` : null,
    })),
  };
}
