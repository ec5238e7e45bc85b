import type { Agent, Dispatcher } from 'undici';
import { answerTo, refused, Stopped } from './stopped.ts';
import { createTurnstile } from './turnstile.ts';

// Deliveries to a host go one after the other over one connection, a read beside them. Reads leave room for deliveries: whoever makes us read from many slow hosts must not silence us.
const MOST_PER_HOST = 2;
const MOST_READS = 30;
const MOST = 50;

interface Needs {
  readonly reading: Agent;
  readonly delivering: Agent;
  readonly mayTalkTo: (host: string) => boolean | Promise<boolean>;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: () => Promise<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  readonly signal: AbortSignal;
}

export type Line = ReturnType<typeof createLine>;

/** One request and its answer: the policy is asked first, then there is a place to be had, then the guarded line. */
export function createLine({ reading, delivering, mayTalkTo }: Needs) {
  const turnstile = createTurnstile();
  return {
    async call<T>({ method, url, headers, body, signal }: Call, hear: (answer: Dispatcher.ResponseData) => Promise<T>): Promise<T> {
      if (!(await mayTalkTo(url.host))) throw new Stopped(refused('policy'));
      const host = { name: `host ${url.host}`, most: MOST_PER_HOST };
      const all = { name: 'all', most: MOST };
      const isRead = method === 'GET';
      const agent = isRead ? reading : delivering;
      const gates = isRead ? [host, { name: 'reads', most: MOST_READS }, all] : [{ name: `lane ${url.host}`, most: 1 }, host, all];
      return turnstile.through(gates, signal, async () => {
        // Signed only now: a signature is dated, and the wait may have been long.
        const sent = await headers();
        try {
          const asked = agent.request({ origin: url.origin, path: `${url.pathname}${url.search}`, method, headers: sent, body, signal });
          return await hear(await until(signal, asked));
        } catch (err) {
          throw new Stopped(answerTo(err));
        }
      });
    },
  };
}

/** While a connection is being made the client does not hear the signal; nobody waits for that. */
function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
