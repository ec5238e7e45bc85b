import type { NotFetched } from '../ports/remote-fetch.ts';
import { failed, Stopped } from './stopped.ts';

interface Flight {
  readonly giveUp: AbortController;
  readonly mayBeCutShort: boolean;
  readonly landed: Promise<unknown>;
}

export type Flights = ReturnType<typeof createFlights>;

/** Every request is one of these: it has a deadline for all of it, and the end of the program knows of it. */
export function createFlights(totalMs: number) {
  const flying = new Set<Flight>();
  const closing = { began: false };

  return {
    /** Does the work with a signal that ends it; what went wrong on the line comes back as an answer. */
    async fly<T>(mayBeCutShort: boolean, work: (signal: AbortSignal) => Promise<T>): Promise<T | NotFetched> {
      if (closing.began) return failed('closing');
      const giveUp = new AbortController();
      const deadline = setTimeout(() => giveUp.abort(new Stopped(failed('timeout'))), totalMs);
      const answer = work(giveUp.signal).catch((err: unknown) => {
        if (err instanceof Stopped) return err.answer;
        throw err;
      });
      const flight = { giveUp, mayBeCutShort, landed: answer.catch(() => undefined) };
      flying.add(flight);
      try {
        return await answer;
      } finally {
        clearTimeout(deadline);
        flying.delete(flight);
      }
    },
    /** Takes no more, cuts reads short and lets deliveries come to their end. */
    async land(): Promise<void> {
      closing.began = true;
      for (const { giveUp, mayBeCutShort } of flying) if (mayBeCutShort) giveUp.abort(new Stopped(failed('closing')));
      await Promise.all([...flying].map(({ landed }) => landed));
    },
  };
}
