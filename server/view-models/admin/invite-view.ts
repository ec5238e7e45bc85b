import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { Words } from '../words.ts';
import { type AdminMenu, adminMenu } from './menu.ts';
import { organisationChoices, problemAt, roleChoices } from './people-view.ts';
import type { Choice } from './settings-view.ts';

export interface InviteView {
  readonly menu: AdminMenu;
  readonly summary: readonly { readonly text: string; readonly href: string | null }[];
  readonly email: string;
  readonly emailProblem: string | null;
  readonly roles: readonly Choice[];
  readonly roleProblem: string | null;
  readonly organisations: readonly Choice[];
  readonly organisationsProblem: string | null;
  readonly sendsMail: boolean;
}

export interface InviteTyped {
  readonly email: string;
  readonly role: string;
  readonly organisations: readonly string[];
}

export function inviteView(
  typed: InviteTyped,
  problems: readonly FieldProblem[],
  organisations: readonly Organisation[],
  sendsMail: boolean,
  words: Words,
): InviteView {
  const targets: Readonly<Record<string, string>> = {
    email: '#feld-email',
    role: '#rolle-admin',
    organisations: `#organisation-${organisations[0]?.handle ?? ''}`,
  };
  return {
    menu: adminMenu('people', words),
    summary: problems.map((problem) => ({ text: words.problem(problem, 'form'), href: targets[problem.field] ?? null })),
    email: typed.email,
    emailProblem: problemAt(problems, 'email', words),
    roles: roleChoices(typed.role, words),
    roleProblem: problemAt(problems, 'role', words),
    organisations: organisationChoices(organisations, typed.organisations),
    organisationsProblem: problemAt(problems, 'organisations', words),
    sendsMail,
  };
}
