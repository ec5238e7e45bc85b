import type { Addresses } from '../domain/addresses.ts';
import { administered } from '../domain/administer.ts';
import { problem } from '../domain/content/field-problem.ts';
import { passwordProblem } from '../domain/password.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { checkedLanguage, checkedName, type User, withPassword } from '../domain/user.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SessionStore } from '../ports/session-store.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { UserStore } from '../ports/user-store.ts';
import { type ConfirmNeeds, confirmPassword } from './confirm-password.ts';
import type { QueueMail } from './queue-mail.ts';

interface Needs extends ConfirmNeeds {
  users: UserStore;
  organisations: Pick<OrganisationStore, 'all'>;
  sessions: Pick<SessionStore, 'endAll'>;
  settings: Pick<SettingsStore, 'find'>;
  secrets: Secrets;
  addresses: Addresses;
  queueMail: QueueMail;
}

/** Somebody's account as they see it themselves. */
export interface MyAccount extends Pick<User, 'id' | 'email' | 'name' | 'language' | 'role' | 'created' | 'lastSignIn'> {
  /** Names. */
  readonly organisations: readonly string[];
  readonly secondFactor: { readonly since: string; readonly recoveryLeft: number } | null;
  readonly isSecondFactorAsked: boolean;
}

export interface PasswordInput {
  readonly old: string;
  readonly password: string;
}

export type UseMyAccount = ReturnType<typeof useMyAccount>;

/** What everybody sees and changes of their own account. */
export function useMyAccount(needs: Needs) {
  const { users, organisations, sessions, settings, secrets, clock, addresses, queueMail } = needs;
  const confirm = confirmPassword(needs);

  const read = async (viewer: Viewer): Promise<Result<MyAccount>> => {
    const user = await users.find(userOf(viewer));
    if (user === undefined) return refuse({ kind: 'not-signed-in' });
    const { id, email, name, language, role, created, lastSignIn, secondFactor } = user;
    const asked = (await settings.find()).secondFactor;
    const towns = (await organisations.all()).filter((town) => user.organisations.includes(town.id));
    return accept({
      id,
      email,
      name,
      language,
      role,
      created,
      lastSignIn,
      organisations: towns.map(({ content, handle }) => content.name ?? handle),
      secondFactor: secondFactor === null ? null : { since: secondFactor.since, recoveryLeft: secondFactor.recovery.length },
      isSecondFactorAsked: asked === 'everybody' || (asked === 'admins' && role === 'admin'),
    });
  };

  /** What colleagues call them, and in which language letters come. */
  const introduce = async (viewer: Viewer, typed: { readonly name: string; readonly language: string }): Promise<Result<null>> => {
    const [name, language] = [checkedName('name', typed.name), checkedLanguage('language', typed.language)];
    if (!name.ok || !language.ok) return invalid(...(name.ok ? [] : [name.problem]), ...(language.ok ? [] : [language.problem]));
    const user = await users.change(userOf(viewer), (before) =>
      before.name === name.value && before.language === language.value ? null : { ...before, name: name.value, language: language.value },
    );
    return user === undefined || user === 'taken' ? refuse({ kind: 'not-signed-in' }) : accept(null);
  };

  /** Ends every session, this one too: whoever asks begins a new one. */
  const changePassword = async (viewer: Viewer, { old, password }: PasswordInput): Promise<Result<User>> => {
    const confirmed = await confirm(viewer, old, 'old');
    if (!confirmed.ok) return confirmed;
    const { id, email, language, passwordHash: known } = confirmed.value;
    const wrong = passwordProblem('password', password, email) ?? (password === old ? problem('password', 'too-easy') : null);
    if (wrong !== null) return invalid(wrong);
    const now = clock();
    const passwordHash = await secrets.hashPassword(password);
    const done = { isDone: false };
    const user = await users.change(
      id,
      (before) => {
        done.isDone = before.passwordHash === known;
        return done.isDone ? withPassword(before, passwordHash, now) : null;
      },
      [administered(id, id, now.toISOString(), 'password-reset', 'own')],
    );
    if (!done.isDone || user === undefined || user === 'taken') return refuse({ kind: 'outdated' });
    await sessions.endAll(id, null);
    await queueMail({ kind: 'password-changed', link: `${addresses.base}/password/forgotten`, at: now.toISOString(), to: email, language });
    return accept(user);
  };

  return { read, introduce, changePassword };
}
