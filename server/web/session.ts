import type { RequestHandler } from 'express';
import session, { type SessionData, Store } from 'express-session';

declare module 'express-session' {
  interface SessionData {
    /** Kept by Passport: who is signed in, and since when; without a user once that counts for nothing. */
    passport: { user?: { id: string; begun: string } };
    /** The password was right, the second factor is still asked for. */
    halfway: { user: string; begun: string; to: string; kept: string | null };
    /** It was read from the store: should it not be there any more when it is written again, somebody ended it. */
    isKept: true;
    /** A new secret that is being set up, until a code proves it (encrypted). */
    enrolling: string;
  }
}

/** What is kept of a session; the same shape as in the port of the store. */
interface Kept {
  readonly id: string;
  readonly user: string | null;
  readonly created: string;
  readonly seen: string;
  readonly expires: string;
  readonly agent: string;
  readonly data: string;
}

interface Needs {
  readonly store: {
    find(id: string): Promise<Kept | undefined>;
    put(session: Kept): Promise<void>;
    renew(session: Kept): Promise<void>;
    touch(id: string, seen: string, expires: string): Promise<void>;
    end(id: string): Promise<void>;
  };
  readonly secret: string;
  readonly isHttps: boolean;
  readonly clock: () => Date;
  /** The name under which a session is kept: a fingerprint of the cookie's value. */
  readonly keyOf: (sessionId: string) => string;
}

const HOUR = 3_600_000;
/** Ends after half a day without a click, and after a week in any case (ASVS 5.0, 7.3). */
const IDLE = 12 * HOUR;
const AT_MOST = 7 * 24 * HOUR;
/** Not every page view is worth a write. */
const TOUCH_EVERY = 5 * 60_000;
const AGENT = 200;

export function cookieName(isHttps: boolean): string {
  return isHttps ? '__Host-leuchtnetz.sid' : 'leuchtnetz.sid';
}

/** Sessions for those who sign in; readers get none. The cookie is for this host alone, unreadable for scripts, and not sent with foreign forms. */
export function sessions({ store, secret, isHttps, clock, keyOf }: Needs): RequestHandler[] {
  const secured: RequestHandler = (req, _res, next) => {
    // The public address is https, whatever the proxy in front of us says of its own line.
    if (isHttps) Object.defineProperty(req, 'secure', { value: true });
    next();
  };
  return [
    secured,
    session({
      name: cookieName(isHttps),
      secret,
      store: new KeptSessions({ store, clock, keyOf }),
      resave: false,
      saveUninitialized: false,
      rolling: true,
      unset: 'destroy',
      cookie: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/', maxAge: IDLE },
    }),
  ];
}

type Back<T> = (err: unknown, value?: T) => void;

/** The library asks for a class. */
class KeptSessions extends Store {
  private readonly needs: Pick<Needs, 'store' | 'clock' | 'keyOf'>;

  constructor(needs: Pick<Needs, 'store' | 'clock' | 'keyOf'>) {
    super();
    this.needs = needs;
  }

  override get(sid: string, back: Back<SessionData | null>): void {
    const { store, clock, keyOf } = this.needs;
    const now = clock();
    const oldest = new Date(now.getTime() - AT_MOST).toISOString();
    const read = (found: Kept | undefined): SessionData | null => {
      const isOver = found === undefined || found.expires <= now.toISOString() || found.created <= oldest;
      return isOver ? null : { ...(JSON.parse(found.data) as SessionData), isKept: true };
    };
    store
      .find(keyOf(sid))
      .then(read)
      .then((data) => back(null, data), back);
  }

  override set(sid: string, data: SessionData, back: Back<never> = () => undefined): void {
    const { store, clock, keyOf } = this.needs;
    const now = clock();
    const { agent = '' } = data as SessionData & { agent?: string };
    const kept: Kept = {
      id: keyOf(sid),
      user: data.passport?.user?.id ?? null,
      created: now.toISOString(),
      seen: now.toISOString(),
      expires: new Date(now.getTime() + IDLE).toISOString(),
      agent: agent.slice(0, AGENT),
      data: JSON.stringify(data),
    };
    (data.isKept === true ? store.renew(kept) : store.put(kept)).then(() => back(null), back);
  }

  override destroy(sid: string, back: Back<never> = () => undefined): void {
    this.needs.store.end(this.needs.keyOf(sid)).then(() => back(null), back);
  }

  override touch(sid: string, _data: SessionData, back: Back<never> = () => undefined): void {
    const { store, clock, keyOf } = this.needs;
    const now = clock();
    const key = keyOf(sid);
    const stale = new Date(now.getTime() - TOUCH_EVERY).toISOString();
    store
      .find(key)
      .then((found) =>
        found === undefined || found.seen > stale ? undefined : store.touch(key, now.toISOString(), new Date(now.getTime() + IDLE).toISOString()),
      )
      .then(() => back(null), back);
  }
}
