import type { Refusal } from '../../domain/result.ts';
import type { FormFieldView } from '../form-field-view.ts';
import type { Words } from '../words.ts';
import { accountField } from './account-field.ts';

export interface SignInCodeView {
  readonly problem: string | null;
  readonly code: FormFieldView;
  readonly recovery: FormFieldView;
  /** Somebody tried a recovery code. */
  readonly isRecoveryOpen: boolean;
}

export function signInCodeView(refusal: Refusal | null, isRecoveryOpen: boolean, words: Words): SignInCodeView {
  const form = { typed: {}, problems: [], words };
  return {
    problem: refusal === null ? null : sentence(refusal, words),
    code: { ...accountField('code', form, { autocomplete: 'one-time-code' }), inputMode: 'numeric', maxLength: 20 },
    recovery: { ...accountField('recovery', form), isRequired: false },
    isRecoveryOpen,
  };
}

function sentence(refusal: Refusal, words: Words): string {
  return refusal.kind === 'too-many-attempts' ? words.t('sign-in.tooManyCodes', { minutes: refusal.minutes }) : words.t('sign-in.wrongCode');
}
