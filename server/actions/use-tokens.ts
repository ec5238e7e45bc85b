import { administered } from '../domain/administer.ts';
import { problem } from '../domain/content/field-problem.ts';
import { accept, invalid, type Result } from '../domain/result.ts';
import { VISITOR, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { TokenScope, TokenStore, UserStore } from '../ports/user-store.ts';

interface Needs {
  users: UserStore;
  tokens: TokenStore;
  secrets: Secrets;
  clock: Clock;
}

export type UseTokens = ReturnType<typeof useTokens>;

/** API tokens: made at the command line, shown once, kept as a hash. */
export function useTokens({ users, tokens, secrets, clock }: Needs) {
  const create = async (email: string, scope: TokenScope): Promise<Result<string>> => {
    const user = await users.findByEmail(email.trim().toLowerCase());
    if (user === undefined || user.disabled !== null) return invalid(problem('email', 'not-found'));
    const token = secrets.newToken();
    const now = clock().toISOString();
    // The act first: a token that nobody knows of would be worse than an act without its token.
    await users.change(user.id, (before) => before, [administered('operator', user.id, now, 'token-made', scope)]);
    await tokens.add({ id: secrets.hashToken(token), user: user.id, scope, label: null, created: now });
    return accept(token);
  };

  /** The viewer a token speaks for; a visitor without one; null when the token is unknown or its user disabled. */
  const viewerOf = async (token: string | null): Promise<Viewer | null> => {
    if (token === null) return VISITOR;
    const found = await tokens.find(secrets.hashToken(token));
    const user = found === undefined ? undefined : await users.find(found.user);
    if (found === undefined || user === undefined || user.disabled !== null) return null;
    return { kind: 'staff', user: user.id, role: user.role, organisations: user.organisations, mayWrite: found.scope === 'write' };
  };
  return { create, viewerOf };
}
