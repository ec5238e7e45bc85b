/** Works off one thing after the other; null at once when so many wait already. */
export function oneAtATime(mostWaiting: number): <T>(work: () => Promise<T>) => Promise<T | null> {
  const line = { waiting: 0, last: Promise.resolve() as Promise<unknown> };
  return async <T>(work: () => Promise<T>) => {
    if (line.waiting >= mostWaiting) return null;
    line.waiting += 1;
    const mine = line.last.then(work, work);
    line.last = mine.catch(() => undefined);
    return mine.finally(() => {
      line.waiting -= 1;
    });
  };
}
