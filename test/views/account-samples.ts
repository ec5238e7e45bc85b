import { problem } from '../../server/domain/content/field-problem.ts';
import type { AccountForm } from '../../server/view-models/account/account-field.ts';
import type { AccountModels } from '../../server/view-models/account/account-models.ts';
import { changePasswordView, forgottenView, invitationView, linkExpiredView, newPasswordView } from '../../server/view-models/account/form-view.ts';
import { type Known, myAccountView } from '../../server/view-models/account/my-account-view.ts';
import { enrolledView, enrollingView, recoveryCodesView } from '../../server/view-models/account/second-factor-view.ts';
import { sessionsView } from '../../server/view-models/account/sessions-view.ts';
import { signInCodeView } from '../../server/view-models/account/sign-in-code-view.ts';
import { signInView } from '../../server/view-models/account/sign-in-view.ts';
import { tokensView } from '../../server/view-models/account/tokens-view.ts';
import type { Words } from '../../server/view-models/words.ts';

const AT = '2026-11-21T12:00:00.000Z';
const EMAIL = 'erika@musterstadt.example';
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const ERIKA: Known = {
  email: EMAIL,
  name: '<b>Erika',
  role: 'editor',
  created: AT,
  lastSignIn: AT,
  organisations: ['Musterstadt', 'Nachbardorf'],
  secondFactor: { recoveryLeft: 1 },
  isSecondFactorAsked: true,
};

/** Every page about accounts, full and empty, with and without what went wrong. */
export function accountSamples(words: Words): { readonly [Name in keyof AccountModels]: readonly AccountModels[Name][] } {
  const fine: AccountForm = { typed: {}, problems: [], words };
  const wrong = (...fields: string[]): AccountForm => ({ typed: { name: '"><script>' }, problems: fields.map((field) => problem(field, 'required')), words });
  const secret = { secret: 'ABCDEFGHIJKLMNOP', address: 'otpauth://totp/x', picture: 'data:image/svg+xml,x' };
  const invited = { email: EMAIL, role: 'author', organisations: ['Musterstadt'], by: 'Ada' };
  return {
    'pages/sign-in': [
      signInView({ email: '', to: '/my/records', kept: null }, null, words, 'password'),
      signInView({ email: 'a@b.example', to: '/', kept: '{"title":"Licht"}' }, { kind: 'too-many-attempts', minutes: 15 }, words),
    ],
    'pages/sign-in-code': [signInCodeView(null, false, words), signInCodeView({ kind: 'wrong-credentials' }, true, words)],
    'pages/password-forgotten': [
      forgottenView(fine, { isSent: false, sendsMail: true }),
      forgottenView(wrong('email'), { isSent: true, sendsMail: true }),
      forgottenView(fine, { isSent: true, sendsMail: false }),
    ],
    'pages/password-new': [newPasswordView('x', EMAIL, fine), newPasswordView('x', EMAIL, wrong('password'))],
    'pages/invitation': [invitationView('x', invited, fine), invitationView('x', { ...invited, by: null }, wrong('name', 'password', 'else'))],
    'pages/link-expired': [linkExpiredView('invitation', words), linkExpiredView('password-reset', words)],
    'pages/my-account': [
      myAccountView(ERIKA, fine, 'saved'),
      myAccountView({ ...ERIKA, secondFactor: null, organisations: [], lastSignIn: null }, wrong('name'), null),
    ],
    'pages/change-password': [changePasswordView(EMAIL, fine), changePasswordView(EMAIL, wrong('old', 'password'))],
    'pages/sessions': [
      sessionsView([{ id: 'a', created: AT, seen: AT, agent: FIREFOX, isThis: true }], null, words),
      sessionsView([{ id: 'b', created: AT, seen: AT, agent: '', isThis: false }], 'ended', words),
    ],
    'pages/tokens': [
      tokensView([], fine, { said: 'revoked', mayMake: false }),
      tokensView([{ id: 'abcdefghij', scope: 'write', label: null, created: AT }], wrong('label', 'password'), { said: null, mayMake: true }),
    ],
    'pages/token-made': [{ label: 'Fachverfahren', token: 'lnt_x' }],
    'pages/second-factor': [
      enrollingView(secret, fine, true),
      enrollingView(secret, wrong('code'), false),
      enrolledView({ since: AT, recoveryLeft: 3, isAsked: true }, wrong('password'), 'off'),
    ],
    'pages/recovery-codes': [recoveryCodesView(['AAAA-BBBB-CCCC'], EMAIL, 'https://town.example', words)],
    'pages/my-data': [{}],
  };
}
