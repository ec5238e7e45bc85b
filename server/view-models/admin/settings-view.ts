import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { Words } from '../words.ts';
import { type AdminMenu, adminMenu } from './menu.ts';

export interface Choice {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly hint: string | null;
  readonly isChosen: boolean;
}

export interface SettingsView {
  readonly menu: AdminMenu;
  readonly said: string | null;
  readonly summary: readonly { readonly text: string; readonly href: string | null }[];
  readonly isFourEyes: boolean;
  readonly reminds: boolean;
  readonly secondFactor: readonly Choice[];
  readonly secondFactorProblem: string | null;
  readonly quota: string;
  readonly quotaProblem: string | null;
  /** Who decides for everybody and has not set up a second factor himself must do so right after. */
  readonly sendsMail: boolean;
}

export interface SettingsTyped {
  readonly isFourEyes: boolean;
  readonly secondFactor: string;
  readonly quota: string;
  readonly reminds: boolean;
}

const WHO = ['optional', 'admins', 'everybody'] as const;

export function settingsView(
  typed: SettingsTyped,
  problems: readonly FieldProblem[],
  more: Pick<SettingsView, 'said' | 'sendsMail'>,
  words: Words,
): SettingsView {
  const problemOf = (field: string): string | null => {
    const found = problems.find((one) => one.field === field);
    return found === undefined ? null : words.problem(found, 'form');
  };
  const secondFactorProblem = problemOf('secondFactor');
  const quotaProblem = problemOf('quota');
  return {
    ...typed,
    ...more,
    menu: adminMenu('settings', words),
    summary: [
      ...(secondFactorProblem === null ? [] : [{ text: secondFactorProblem, href: '#faktor-optional' }]),
      ...(quotaProblem === null ? [] : [{ text: quotaProblem, href: '#feld-quota' }]),
    ],
    secondFactor: WHO.map((code) => ({
      id: `faktor-${code}`,
      code,
      label: words.t(`admin.settings.secondFactor.${code}`),
      hint: null,
      isChosen: typed.secondFactor === code,
    })),
    secondFactorProblem,
    quotaProblem,
  };
}
