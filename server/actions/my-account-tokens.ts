import { administered } from '../domain/administer.ts';
import { problem } from '../domain/content/field-problem.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { checkedName } from '../domain/user.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Token, TokenStore, UserStore } from '../ports/user-store.ts';
import { type ConfirmNeeds, confirmPassword } from './confirm-password.ts';

interface Needs extends ConfirmNeeds {
  users: UserStore;
  tokens: TokenStore;
  secrets: Secrets;
}

export interface TokenInput {
  readonly label: string;
  readonly scope: string;
  readonly password: string;
}

const SCOPES = ['read', 'write'] as const;
const MOST = 20;

export type UseMyTokens = ReturnType<typeof useMyTokens>;

/** Everybody's own API tokens: a token speaks for its owner, so making one asks for the password. */
export function useMyTokens(needs: Needs) {
  const { users, tokens, secrets, clock } = needs;
  const confirm = confirmPassword(needs);

  /** Newest first. */
  const list = async (viewer: Viewer): Promise<Result<Token[]>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    return accept([...(await tokens.of(viewer.user))].sort((a, b) => (a.created < b.created ? 1 : -1)));
  };

  /** The token itself, this once. Not for those who still owe a second factor: a token would lead around it. */
  const make = async (viewer: Viewer, input: TokenInput): Promise<Result<string>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    if (!viewer.mayWrite) return refuse({ kind: 'not-allowed' });
    const label = checkedName('label', input.label);
    const scope = SCOPES.find((known) => known === input.scope);
    const problems = [...(label.ok ? [] : [label.problem]), ...(scope === undefined ? [problem('scope', 'not-a-code', { allowed: SCOPES })] : [])];
    if ((await tokens.of(viewer.user)).length >= MOST) problems.push(problem('label', 'too-many', { limit: MOST }));
    if (problems.length > 0 || !label.ok || scope === undefined) return invalid(...problems);
    const confirmed = await confirm(viewer, input.password);
    if (!confirmed.ok) return confirmed;
    const token = secrets.newToken();
    const id = secrets.hashToken(token);
    const now = clock().toISOString();
    // The act first: a token that nobody knows of would be worse than an act without its token.
    await users.change(viewer.user, (before) => before, [administered(viewer.user, viewer.user, now, 'token-made', `${id.slice(0, 8)} ${scope}`)]);
    await tokens.add({ id, user: viewer.user, scope, label: label.value, created: now });
    return accept(token);
  };

  const revoke = async (viewer: Viewer, id: string): Promise<Result<null>> => {
    const user = userOf(viewer);
    if ((await tokens.find(id))?.user !== user) return refuse({ kind: 'not-found' });
    await users.change(user, (before) => before, [administered(user, user, clock().toISOString(), 'token-revoked', id.slice(0, 8))]);
    await tokens.remove(id);
    return accept(null);
  };

  return { list, make, revoke };
}
