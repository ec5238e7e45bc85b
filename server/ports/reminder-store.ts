/** Who was reminded when, so that nobody is reminded twice, and when somebody last looked. */
export interface ReminderStore {
  lastLook(): Promise<string | null>;
  looked(at: string): Promise<void>;
  /** Null for a person who never was reminded. */
  lastReminded(user: string): Promise<string | null>;
  reminded(user: string, at: string): Promise<void>;
  forget(user: string): Promise<void>;
}
