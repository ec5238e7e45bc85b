import { failed, Stopped } from './stopped.ts';

interface Gate {
  readonly name: string;
  readonly most: number;
}

const MOST_WAITING = 500;

export type Turnstile = ReturnType<typeof createTurnstile>;

/** Lets only so many through each gate at a time, in the order they came; a gate nobody stands at is forgotten (T43). */
export function createTurnstile() {
  const inside = new Map<string, { count: number; readonly waiting: (() => void)[] }>();
  const crowd = { waiting: 0 };

  const leave = (name: string): void => {
    const gate = inside.get(name);
    if (gate === undefined) return;
    const next = gate.waiting.shift();
    if (next === undefined) gate.count -= 1;
    else next();
    if (gate.count === 0) inside.delete(name);
  };

  const enter = async ({ name, most }: Gate, signal: AbortSignal): Promise<void> => {
    const gate = inside.get(name) ?? { count: 0, waiting: [] };
    inside.set(name, gate);
    if (gate.count < most) {
      gate.count += 1;
      return;
    }
    if (crowd.waiting >= MOST_WAITING) throw new Stopped(failed('busy'));
    crowd.waiting += 1;
    await new Promise<void>((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        gate.waiting.splice(gate.waiting.indexOf(go), 1);
        reject(withoutTurn(signal));
      };
      gate.waiting.push(go);
      signal.addEventListener('abort', giveUp, { once: true });
    }).finally(() => {
      crowd.waiting -= 1;
    });
  };

  return {
    /** Does the work once it is inside all gates, which must always be named in the same order; gives up with the signal. */
    async through<T>(gates: readonly Gate[], signal: AbortSignal, work: () => Promise<T>): Promise<T> {
      const passed: string[] = [];
      try {
        for (const gate of gates) {
          if (signal.aborted) throw withoutTurn(signal);
          await enter(gate, signal);
          passed.push(gate.name);
        }
        if (signal.aborted) throw withoutTurn(signal);
        return await work();
      } finally {
        for (const name of passed.reverse()) leave(name);
      }
    },
  };
}

/** Whoever never got a turn has learnt nothing about the host: unless we are closing, it was too busy here. */
function withoutTurn({ reason }: AbortSignal): Stopped {
  return reason instanceof Stopped && reason.answer.reason === 'closing' ? reason : new Stopped(failed('busy'));
}
