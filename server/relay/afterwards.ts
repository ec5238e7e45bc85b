export type Afterwards = ReturnType<typeof createAfterwards>;

/** Work that is done once its asker was answered; what goes wrong with it is told to `onFault`. */
export function createAfterwards() {
  const going = new Set<Promise<void>>();
  const listeners = new Set<(err: unknown) => void>();
  const told = (err: unknown): void => {
    for (const onFault of listeners) onFault(err);
  };
  return {
    later(work: () => Promise<void>): void {
      const done: Promise<void> = new Promise<void>((resolve) => setImmediate(resolve)).then(work).catch(told);
      going.add(done);
      void done.finally(() => going.delete(done));
    },
    /** Tells of faults until the returned function is called. */
    onFault(listener: (err: unknown) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Until nothing of it is left. */
    async settled(): Promise<void> {
      while (going.size > 0) await Promise.all(going);
    },
  };
}
