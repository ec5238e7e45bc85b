import type { Refusal } from '../../domain/result.ts';
import { type FormFieldView, formField } from '../form-field-view.ts';
import type { Words } from '../words.ts';

export interface SignInView {
  /** Why it did not work; null at the first try. */
  readonly problem: string | null;
  /** What went well before; null where nothing did. */
  readonly said: string | null;
  readonly email: FormFieldView;
  readonly password: FormFieldView;
  /** Where to go on. */
  readonly to: string;
  /** What was typed into a form whose session was lost, as JSON; null where nothing was. */
  readonly kept: string | null;
}

interface Asked {
  readonly email: string;
  readonly to: string;
  readonly kept: string | null;
}

export type SaidBefore = 'password' | 'set-up' | 'code' | null;

const SAID = { password: 'passwordSet', 'set-up': 'setUp' } as const;

export function signInView({ email, to, kept }: Asked, refusal: Refusal | null, words: Words, before: SaidBefore = null): SignInView {
  const form = { table: 'form', typed: { email }, problems: [], words } as const;
  return {
    problem: before === 'code' ? words.t('sign-in.again') : refusal === null ? null : sentence(refusal, words),
    said: before === 'password' || before === 'set-up' ? words.t(`sign-in.${SAID[before]}`) : null,
    email: formField('email', { name: 'email', kind: 'email', required: true }, form, { path: 'signIn.email', autocomplete: 'username' }),
    password: formField('password', { name: 'password', kind: 'text', max: 1_000, required: true }, form, {
      path: 'signIn.password',
      type: 'password',
      autocomplete: 'current-password',
    }),
    to,
    kept: kept === '{}' ? null : kept,
  };
}

function sentence(refusal: Refusal, words: Words): string {
  return refusal.kind === 'too-many-attempts' ? words.t('sign-in.tooMany', { minutes: refusal.minutes }) : words.t('sign-in.wrong');
}
