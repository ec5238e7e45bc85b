import type { ChangePasswordView, ForgottenView, InvitationView, LinkExpiredView, NewPasswordView } from './form-view.ts';
import type { MyAccountView } from './my-account-view.ts';
import type { RecoveryCodesView, SecondFactorView } from './second-factor-view.ts';
import type { SessionsView } from './sessions-view.ts';
import type { SignInCodeView } from './sign-in-code-view.ts';
import type { SignInView } from './sign-in-view.ts';
import type { TokenMadeView, TokensView } from './tokens-view.ts';

/** The templates about getting in and about one's own account. */
export interface AccountModels {
  'pages/sign-in': SignInView;
  'pages/sign-in-code': SignInCodeView;
  'pages/password-forgotten': ForgottenView;
  'pages/password-new': NewPasswordView;
  'pages/invitation': InvitationView;
  'pages/link-expired': LinkExpiredView;
  'pages/my-account': MyAccountView;
  'pages/change-password': ChangePasswordView;
  'pages/sessions': SessionsView;
  'pages/tokens': TokensView;
  'pages/token-made': TokenMadeView;
  'pages/second-factor': SecondFactorView;
  'pages/recovery-codes': RecoveryCodesView;
  'pages/my-data': Record<never, never>;
}
