import type { Request, RequestHandler, Response } from 'express';
import type { SessionData } from 'express-session';
import { Passport } from 'passport';
import { Strategy } from 'passport-local';

import { type Account, viewerOf } from '../domain/account.ts';
import type { Refusal, Result } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import { contextOf, setContext } from './context.ts';

interface Needs {
  readonly check: (input: { email: string; password: string; from: string }) => Promise<Result<User>>;
  readonly accountFor: (user: string, begun: string) => Promise<Account | null>;
  readonly clock: () => Date;
  /** The name under which a session is kept. */
  readonly keyOf: (sessionId: string) => string;
  readonly cookieName: string;
}

/** Who Passport says it is. */
interface Known {
  readonly account: Account;
  readonly begun: string;
}

export interface SignedIn {
  /** Puts whoever the session belongs to into the context; stands after the session. */
  readonly known: RequestHandler[];
  /** Asks Passport's local strategy about `email` and `password` in the body. */
  ask(req: Request, res: Response): Promise<Result<User>>;
  /** Keeps that the password was right, in a new session; the second factor is still to come. */
  halfway(req: Request, halfway: SessionData['halfway']): Promise<void>;
  /** Under which the session of this request is listed. */
  keyOf(req: Request): string;
  /** Begins a new session for this user, so that one known before is worth nothing (ASVS 5.0, 7.2.4). */
  begin(req: Request, user: string): Promise<void>;
  /** Ends the session, and the cookie with it. */
  end(req: Request, res: Response): Promise<void>;
}

/** What staff see is nobody else's and gone from the browser when they sign out, whatever a page says that thinks of everybody. */
function keepPrivate(res: Response): void {
  const set = res.setHeader.bind(res);
  set('Cache-Control', 'private, no-store');
  res.setHeader = (name, value) => (name.toLowerCase() === 'cache-control' && !`${value}`.startsWith('private') ? res : set(name, value));
}

/** Signing in by Passport with our own accounts; no state outside. */
export function createSignedIn({ check, accountFor, clock, keyOf, cookieName }: Needs): SignedIn {
  const passport = new Passport();
  passport.use(
    new Strategy({ usernameField: 'email', passwordField: 'password', passReqToCallback: true }, (req, email: unknown, password: unknown, done) => {
      // A field that is sent twice is a list.
      if (typeof email !== 'string' || typeof password !== 'string') return done(null, false);
      check({ email, password, from: req.ip ?? '' }).then(
        (found) => (found.ok ? done(null, found.value) : done(null, false, found.refusal as never)),
        (err: unknown) => done(err),
      );
    }),
  );
  passport.serializeUser((user, done) => {
    const { account, begun } = user as unknown as Known;
    done(null, { id: account.id, begun });
  });
  passport.deserializeUser((kept: { id: string; begun: string }, done) => {
    accountFor(kept.id, kept.begun).then(
      (account) => done(null, account === null ? false : { account, begun: kept.begun }),
      (err: unknown) => done(err),
    );
  });

  const present: RequestHandler = (req, res, next) => {
    const found = req.user as Known | undefined;
    if (found !== undefined) {
      setContext(res, { ...contextOf(res), viewer: viewerOf(found.account), account: found.account });
      keepPrivate(res);
    }
    res.vary('Cookie');
    next();
  };

  return {
    known: [passport.session() as RequestHandler, present],
    ask: (req, res) =>
      new Promise((resolve, reject) => {
        const answer = (err: unknown, user: unknown, info: unknown): void => {
          if (err !== null && err !== undefined) return void reject(err as Error);
          if (user !== false && user !== undefined) return void resolve({ ok: true, value: user as User });
          const refusal = info !== null && typeof info === 'object' && 'kind' in info ? (info as Refusal) : ({ kind: 'wrong-credentials' } as const);
          resolve({ ok: false, refusal });
        };
        (passport.authenticate('local', answer) as RequestHandler)(req, res, (err?: unknown) => answer(err ?? null, false, null));
      }),
    async halfway(req, halfway) {
      await new Promise<void>((resolve, reject) => req.session.regenerate((err: unknown) => (err ? reject(err as Error) : resolve())));
      req.session.halfway = halfway;
    },
    keyOf: (req) => keyOf(req.sessionID),
    async begin(req, user) {
      // A moment later than what ended older sessions, never the same one.
      const begun = new Date(clock().getTime() + 1).toISOString();
      const account = await accountFor(user, begun);
      if (account === null) throw new Error('Somebody without an account signs in');
      await new Promise<void>((resolve, reject) => {
        req.logIn({ account, begun } as unknown as Express.User, (err: unknown) => (err ? reject(err as Error) : resolve()));
      });
      Object.assign(req.session, { agent: req.get('user-agent') ?? '' });
    },
    async end(req, res) {
      await new Promise<void>((resolve, reject) => req.session.destroy((err: unknown) => (err ? reject(err as Error) : resolve())));
      res.clearCookie(cookieName, { path: '/', secure: cookieName.startsWith('__Host-') });
    },
  };
}
