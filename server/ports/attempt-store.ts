/** Counts what somebody tries too often. Counts end by themselves. */
export interface AttemptStore {
  /** How often within the window that is running, not counting anew; 0 when it has run out. */
  count(key: string, now: Date): Promise<number>;
  /** One more; the first one begins a window of so many milliseconds. The count after it. */
  add(key: string, now: Date, windowMs: number): Promise<number>;
  forget(key: string): Promise<void>;
  sweep(now: Date): Promise<void>;
}
