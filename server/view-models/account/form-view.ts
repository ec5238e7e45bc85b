import type { FormFieldView } from '../form-field-view.ts';
import type { Words } from '../words.ts';
import { type AccountForm, accountField, type Summary, summaryOf } from './account-field.ts';

/** A form of one or a few fields about an account. */
export interface AccountFormView {
  readonly summary: Summary;
  readonly fields: readonly FormFieldView[];
}

export function formView(fields: readonly FormFieldView[], form: AccountForm): AccountFormView {
  return { summary: summaryOf(fields, form), fields };
}

export interface ForgottenView extends AccountFormView {
  /** It was asked for; nobody learns whether there is such an account. */
  readonly isSent: boolean;
  /** False: the mail waits for an admin. */
  readonly sendsMail: boolean;
}

export function forgottenView(form: AccountForm, { isSent, sendsMail }: Pick<ForgottenView, 'isSent' | 'sendsMail'>): ForgottenView {
  return { ...formView([accountField('email', form, { type: 'email', autocomplete: 'username' })], form), isSent, sendsMail };
}

export interface NewPasswordView extends AccountFormView {
  readonly action: string;
  readonly email: string;
  readonly lead: string;
}

export function newPasswordView(secret: string, email: string, form: AccountForm): NewPasswordView {
  const lead = form.words.t('account.newPassword.lead', { email });
  return { ...formView([newPassword(form)], form), action: `/password/new/${secret}`, email, lead };
}

export interface InvitationView extends AccountFormView {
  readonly action: string;
  readonly email: string;
  readonly lead: string;
  readonly role: string;
}

interface Invited {
  readonly email: string;
  readonly role: string;
  readonly organisations: readonly string[];
  readonly by: string | null;
}

export function invitationView(secret: string, { email, role, organisations: names, by }: Invited, form: AccountForm): InvitationView {
  const { words } = form;
  const organisations = names.join(', ');
  return {
    ...formView([accountField('name', form, { autocomplete: 'name' }), newPassword(form)], form),
    action: `/invitation/${secret}`,
    email,
    lead: by === null ? words.t('account.invitation.leadAlone', { organisations }) : words.t('account.invitation.lead', { by, organisations }),
    role: words.t('account.invitation.role', { role: roleName(role, words) }),
  };
}

export interface ChangePasswordView extends AccountFormView {
  readonly email: string;
}

export function changePasswordView(email: string, form: AccountForm): ChangePasswordView {
  const old = accountField('old', form, { type: 'password', autocomplete: 'current-password' });
  return { ...formView([old, newPassword(form)], form), email };
}

export function roleName(role: string, words: Words): string {
  return words.t(`account.role.${role}`);
}

function newPassword(form: AccountForm): FormFieldView {
  return accountField('password', form, { label: 'newPassword', type: 'password', autocomplete: 'new-password' });
}

/** The password once more, before what would outlast the session. */
export function confirmation(form: AccountForm): FormFieldView {
  return accountField('password', form, { label: 'confirm', type: 'password', autocomplete: 'current-password' });
}

/** A link that was used or is too old, and what to do now. */
export interface LinkExpiredView {
  readonly text: string;
  readonly link: { readonly href: string; readonly label: string };
}

export function linkExpiredView(kind: 'invitation' | 'password-reset', { t }: Words): LinkExpiredView {
  if (kind === 'invitation') return { text: t('account.invitation.expired'), link: { href: '/sign-in', label: t('account.forgotten.back') } };
  return { text: t('account.resetExpired'), link: { href: '/password/forgotten', label: t('account.forgotten.title') } };
}
