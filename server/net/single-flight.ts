interface Going {
  readonly by: unknown;
  readonly answer: Promise<unknown>;
}

/** Whoever asks for what is just being asked for hears the same answer; equal keys must mean equal questions. */
export function createSingleFlight() {
  const going = new Map<string, Going>();
  return {
    /** `by` is who asks: a question signed by another is another question. */
    async once<T>(key: string, by: unknown, ask: () => Promise<T>): Promise<T> {
      const same = going.get(key);
      // What lies there was put there under the same key by the same method, so it is of this type.
      if (same !== undefined && same.by === by) return same.answer as Promise<T>;
      const mine: Going = { by, answer: ask() };
      going.set(key, mine);
      try {
        return (await mine.answer) as T;
      } finally {
        if (going.get(key) === mine) going.delete(key);
      }
    },
  };
}
