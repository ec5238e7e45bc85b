import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { nameOf, type User } from '../../domain/user.ts';
import { ROLES } from '../../domain/viewer.ts';
import type { Words } from '../words.ts';
import { type AdminMenu, adminMenu } from './menu.ts';
import type { Choice } from './settings-view.ts';

type Shown = Pick<User, 'id' | 'email' | 'name' | 'role' | 'organisations' | 'disabled' | 'lastSignIn'> & { readonly hasSecondFactor: boolean };

/** Somebody who was invited and has not joined yet. */
export interface Invited {
  readonly id: string;
  readonly email: string;
  readonly role: User['role'];
  readonly organisations: readonly string[];
  readonly until: string;
}

export interface PeopleView {
  readonly menu: AdminMenu;
  readonly said: string | null;
  readonly found: string;
  readonly people: readonly {
    readonly name: string;
    readonly href: string;
    readonly email: string | null;
    readonly state: string;
    readonly isActive: boolean;
    readonly facts: readonly { readonly label: string; readonly text: string; readonly href: string | null }[];
  }[];
  readonly invited: readonly { readonly id: string; readonly email: string; readonly text: string }[];
}

export function peopleView(
  people: readonly Shown[],
  invited: readonly Invited[],
  organisations: readonly Organisation[],
  said: string | null,
  words: Words,
): PeopleView {
  const active = people.filter(({ disabled }) => disabled === null);
  const closed = people.filter(({ disabled }) => disabled !== null);
  return {
    menu: adminMenu('people', words),
    said,
    found: words.t('admin.people.found', { count: active.length }),
    people: [...active, ...closed].map((person) => ({
      name: nameOf(person),
      href: `/admin/people/${person.id}`,
      email: person.name === null ? null : person.email,
      state: person.disabled === null ? words.t('admin.people.active') : words.t('admin.people.closed', { day: words.day(person.disabled) }),
      isActive: person.disabled === null,
      facts: personFacts(person, organisations, words),
    })),
    invited: invited.map(({ id, email, role, until }) => ({
      id,
      email,
      text: words.t('admin.people.invitedAs', { role: words.t(`admin.role.${role}`), day: words.day(until) }),
    })),
  };
}

export function personFacts(person: Omit<Shown, 'id'>, organisations: readonly Organisation[], words: Words): PeopleView['people'][number]['facts'] {
  const belongs = organisations.filter(({ id }) => person.organisations.includes(id)).map(({ handle, content }) => content.name ?? handle);
  const fact = (label: string, text: string) => ({ label: words.t(`admin.people.${label}`), text, href: null });
  return [
    fact('role', words.t(`admin.role.${person.role}`)),
    fact('organisations', belongs.length === 0 ? words.t('admin.people.nowhere') : belongs.join(', ')),
    fact('lastSignIn', person.lastSignIn === null ? words.t('admin.people.never') : words.moment(person.lastSignIn)),
    fact('secondFactor', words.t(person.hasSecondFactor ? 'admin.people.on' : 'admin.people.off')),
  ];
}

export function roleChoices(chosen: string, words: Words): readonly Choice[] {
  return ROLES.map((code) => ({
    id: `rolle-${code}`,
    code,
    label: words.t(`admin.role.${code}`),
    hint: words.t(`admin.roleText.${code}`),
    isChosen: code === chosen,
  }));
}

export function organisationChoices(organisations: readonly Organisation[], chosen: readonly string[]): readonly Choice[] {
  return organisations.map(({ id, handle, content }) => ({
    id: `organisation-${handle}`,
    code: id,
    label: content.name ?? handle,
    hint: null,
    isChosen: chosen.includes(id),
  }));
}

/** The sentence about a field of these forms; null where nothing is wrong with it. */
export function problemAt(problems: readonly FieldProblem[], field: string, words: Words): string | null {
  const found = problems.find((one) => one.field === field || one.field.startsWith(`${field}.`));
  return found === undefined ? null : words.problem(found, 'form');
}
