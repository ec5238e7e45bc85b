import type { FormFieldView } from '../form-field-view.ts';
import { type AccountForm, accountField } from './account-field.ts';
import { type AccountFormView, confirmation, formView } from './form-view.ts';

export interface TokensView extends AccountFormView {
  readonly said: string | null;
  readonly tokens: readonly {
    readonly id: string;
    readonly label: string;
    readonly facts: string;
    readonly revoke: string;
  }[];
  readonly label: FormFieldView;
  readonly password: FormFieldView;
  readonly isWrite: boolean;
  /** False for those who still owe a second factor. */
  readonly mayMake: boolean;
}

interface Token {
  readonly id: string;
  readonly scope: string;
  readonly label: string | null;
  readonly created: string;
}

export function tokensView(tokens: readonly Token[], form: AccountForm, { said, mayMake }: { said: 'revoked' | null; mayMake: boolean }): TokensView {
  const { words, typed } = form;
  const label = accountField('label', form, { label: 'tokenLabel' });
  const password = confirmation(form);
  return {
    ...formView([label, password], form),
    said: said === null ? null : words.t(`account.tokens.${said}`),
    tokens: tokens.map((token) => {
      const name = token.label ?? words.t('account.tokens.unnamed');
      const facts = [
        words.t(`account.tokens.scope.${token.scope}`),
        words.t('account.tokens.created', { day: words.day(token.created) }),
        words.t('account.tokens.sign', { sign: token.id.slice(0, 8) }),
      ];
      return { id: token.id, label: name, facts: facts.join(' · '), revoke: words.t('account.tokens.revokeWhich', { label: name }) };
    }),
    label,
    password,
    isWrite: typed['scope'] === 'write',
    mayMake,
  };
}

/** The token itself, shown once. */
export interface TokenMadeView {
  readonly label: string;
  readonly token: string;
}
