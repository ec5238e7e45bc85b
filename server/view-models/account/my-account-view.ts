import { VOCABULARIES } from '../../domain/content/vocabularies.ts';
import type { Role } from '../../domain/viewer.ts';
import type { FormFieldView } from '../form-field-view.ts';
import { type AccountForm, accountField } from './account-field.ts';
import { type AccountFormView, formView, roleName } from './form-view.ts';

export interface MyAccountView extends AccountFormView {
  readonly lead: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly links: readonly { readonly href: string; readonly label: string; readonly text: string; readonly isUrgent: boolean }[];
  /** What went well; null where nothing was done. */
  readonly said: string | null;
}

export interface Known {
  readonly email: string;
  readonly name: string | null;
  readonly role: Role;
  readonly created: string;
  readonly lastSignIn: string | null;
  readonly organisations: readonly string[];
  readonly secondFactor: { readonly recoveryLeft: number } | null;
  readonly isSecondFactorAsked: boolean;
}

export type Said = 'saved' | 'savedPassword' | null;

export function myAccountView(account: Known, form: AccountForm, said: Said): MyAccountView {
  const { words } = form;
  const { email, role, organisations, created, lastSignIn } = account;
  const towns = organisations.length === 0 ? words.t('account.noOrganisation') : organisations.join(', ');
  return {
    ...formView([accountField('name', form, { autocomplete: 'name' }), languageField(form)], form),
    lead: words.t('account.lead', { email, role: roleName(role, words) }),
    facts: [
      { label: words.t('account.organisations'), value: towns },
      { label: words.t('account.since'), value: words.day(created) },
      ...(lastSignIn === null ? [] : [{ label: words.t('account.lastSignIn'), value: words.moment(lastSignIn) }]),
    ],
    links: [
      link('secondFactor', '/my/account/second-factor', secondFactorText(account, form), account.secondFactor === null && account.isSecondFactorAsked),
      link('password', '/my/account/password', words.t('account.links.passwordText')),
      link('sessions', '/my/account/sessions', words.t('account.links.sessionsText')),
      link('tokens', '/my/account/tokens', words.t('account.links.tokensText')),
      link('data', '/my/account/data', words.t('account.links.dataText')),
    ],
    said: said === null ? null : words.t(`account.${said}`),
  };

  function link(name: string, href: string, text: string, isUrgent = false): MyAccountView['links'][number] {
    return { href, label: words.t(`account.links.${name}`), text, isUrgent };
  }
}

function languageField(form: AccountForm): FormFieldView {
  const { typed, words } = form;
  const options = VOCABULARIES.language.map((code) => ({ code, label: words.label('language', code), isChosen: typed['language'] === code }));
  return { ...accountField('language', form), options };
}

function secondFactorText({ secondFactor, isSecondFactorAsked }: Known, { words }: AccountForm): string {
  if (secondFactor !== null) return words.t('account.links.on', { count: secondFactor.recoveryLeft });
  return isSecondFactorAsked ? words.t('account.links.asked') : words.t('account.links.off');
}
