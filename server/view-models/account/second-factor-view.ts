import type { FormFieldView } from '../form-field-view.ts';
import type { Words } from '../words.ts';
import { type AccountForm, accountField, type Summary, summaryOf } from './account-field.ts';
import { confirmation } from './form-view.ts';

export interface SecondFactorView {
  readonly lead: string;
  readonly said: string | null;
  readonly summary: Summary;
  /** Null when it is on. */
  readonly enrolling: {
    readonly picture: string;
    /** In groups of four, as one types it. */
    readonly secret: string;
    readonly address: string;
    readonly code: FormFieldView;
  } | null;
  /** Null when it is off. */
  readonly on: {
    readonly left: string;
    readonly password: FormFieldView;
    readonly offPassword: FormFieldView;
    readonly offText: string;
  } | null;
}

interface Secret {
  readonly secret: string;
  readonly address: string;
  readonly picture: string;
}

export function enrollingView({ secret, address, picture }: Secret, form: AccountForm, isOffNow: boolean): SecondFactorView {
  const { words } = form;
  const code: FormFieldView = { ...accountField('code', form, { autocomplete: 'one-time-code' }), inputMode: 'numeric', maxLength: 20 };
  return {
    lead: words.t('account.factor.leadOff'),
    said: isOffNow ? words.t('account.factor.isOff') : null,
    summary: summaryOf([code], form),
    enrolling: { picture, address, secret: secret.replace(/(.{4})(?=.)/g, '$1 '), code },
    on: null,
  };
}

interface On {
  readonly since: string;
  readonly recoveryLeft: number;
  readonly isAsked: boolean;
}

/** Two forms ask for the password; `wrong` is the one that was sent. */
export function enrolledView({ since, recoveryLeft, isAsked }: On, form: AccountForm, wrong: 'codes' | 'off' | null): SecondFactorView {
  const { words } = form;
  const none: AccountForm = { ...form, problems: [] };
  const password = confirmation(wrong === 'codes' ? form : none);
  const off = confirmation(wrong === 'off' ? form : none);
  const offPassword = { ...off, id: `${off.id}-aus`, describedBy: off.describedBy?.replaceAll(off.id, `${off.id}-aus`) ?? null };
  return {
    lead: words.t('account.factor.leadOn', { day: words.day(since) }),
    said: null,
    summary: summaryOf([wrong === 'off' ? offPassword : password], form),
    enrolling: null,
    on: {
      left: words.t('account.factor.left', { count: recoveryLeft }),
      password,
      offPassword,
      offText: words.t(isAsked ? 'account.factor.offAsked' : 'account.factor.offText'),
    },
  };
}

/** Shown once. */
export interface RecoveryCodesView {
  readonly codes: readonly string[];
  /** The file with them, as an address that holds it. */
  readonly file: string;
}

export function recoveryCodesView(codes: readonly string[], email: string, base: string, words: Words): RecoveryCodesView {
  const text = [words.t('account.factor.codesFileHead', { email, base }), '', ...codes, ''].join('\r\n');
  return { codes, file: `data:text/plain;charset=utf-8,${encodeURIComponent(text)}` };
}
