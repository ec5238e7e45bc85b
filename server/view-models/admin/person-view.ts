import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { nameOf, type User } from '../../domain/user.ts';
import { deviceOf } from '../account/device.ts';
import type { Words } from '../words.ts';
import { type AdminMenu, adminMenu } from './menu.ts';
import { organisationChoices, type PeopleView, personFacts, problemAt, roleChoices } from './people-view.ts';
import type { Choice } from './settings-view.ts';

type Line = { readonly text: string; readonly href: string | null };

export interface PersonView {
  readonly menu: AdminMenu;
  readonly heading: string;
  readonly action: string;
  readonly said: string | null;
  readonly summary: readonly Line[];
  readonly facts: PeopleView['people'][number]['facts'];
  readonly roles: readonly Choice[];
  readonly roleProblem: string | null;
  readonly organisations: readonly Choice[];
  /** Asked only of somebody who is about to give up administering himself. */
  readonly sure: { readonly problem: string | null } | null;
  readonly isOwn: boolean;
  readonly isClosed: boolean;
  readonly hasSecondFactor: boolean;
  readonly sessions: readonly { readonly device: string; readonly agent: string; readonly text: string }[];
  readonly tokens: readonly { readonly id: string; readonly name: string; readonly text: string }[];
  readonly audit: string;
  readonly deletion: string;
}

export interface ShownPerson {
  readonly person: Omit<Parameters<typeof personFacts>[0], 'email'> & Pick<User, 'id' | 'email' | 'name' | 'disabled'>;
  readonly sessions: readonly { readonly created: string; readonly seen: string; readonly agent: string }[];
  readonly tokens: readonly { readonly id: string; readonly scope: 'read' | 'write'; readonly created: string; readonly label: string | null }[];
  readonly organisations: readonly Organisation[];
  readonly isOwn: boolean;
  /** What was chosen in the form, when it was refused. */
  readonly typed: { readonly role: string; readonly organisations: readonly string[] } | null;
  readonly problems: readonly FieldProblem[];
  readonly said: string | null;
}

export function personView({ person, sessions, tokens, organisations, isOwn, typed, problems, said }: ShownPerson, words: Words): PersonView {
  const action = `/admin/people/${person.id}`;
  const sureProblem = problemAt(problems, 'isSure', words);
  const roleProblem = problemAt(problems, 'role', words);
  const targets: Readonly<Record<string, string>> = { role: '#rolle-admin', isSure: '#sicher', organisations: '#rolle-admin' };
  return {
    menu: adminMenu('people', words),
    heading: nameOf(person),
    action,
    said,
    summary: problems.map((problem) => ({ text: words.problem(problem, 'form'), href: targets[problem.field] ?? null })),
    facts: [
      { label: words.field('form', 'email').label, text: person.email, href: `mailto:${person.email}` },
      ...personFacts(person, organisations, words),
      ...(person.disabled === null
        ? []
        : [{ label: words.t('admin.people.state'), text: words.t('admin.people.closed', { day: words.day(person.disabled) }), href: null }]),
    ],
    roles: roleChoices(typed?.role ?? person.role, words),
    roleProblem,
    organisations: organisationChoices(organisations, typed?.organisations ?? person.organisations),
    sure: sureProblem === null ? null : { problem: sureProblem },
    isOwn,
    isClosed: person.disabled !== null,
    hasSecondFactor: person.hasSecondFactor,
    sessions: sessions.map(({ created, seen, agent }) => ({
      device: deviceOf(agent, words),
      agent,
      text: words.t('admin.person.sessionText', { created: words.moment(created), seen: words.moment(seen) }),
    })),
    tokens: tokens.map(({ id, scope, created, label }) => ({
      id,
      name: label ?? id.slice(0, 8),
      text: words.t('admin.person.tokenText', { scope: words.t(`admin.scope.${scope}`), created: words.moment(created) }),
    })),
    audit: `/admin/audit?person=${encodeURIComponent(person.id)}`,
    deletion: `${action}/delete`,
  };
}

export interface DeletionView {
  readonly menu: AdminMenu;
  readonly heading: string;
  readonly email: string;
  readonly typed: string;
  readonly problem: string | null;
  readonly isFieldProblem: boolean;
  readonly action: string;
  readonly back: string;
}

export function deletionView(person: Pick<User, 'id' | 'name' | 'email'>, typed: string, problems: readonly FieldProblem[], words: Words): DeletionView {
  const [problem] = problems;
  const back = `/admin/people/${person.id}`;
  return {
    menu: adminMenu('people', words),
    heading: words.t('admin.deletion.heading', { name: nameOf(person) }),
    email: person.email,
    typed,
    problem: problem === undefined ? null : words.problem(problem, 'form'),
    isFieldProblem: problem?.field === 'email',
    action: `${back}/delete`,
    back,
  };
}
