import type { Happening } from '../domain/happening.ts';
import type { Settings } from '../domain/settings.ts';

export interface SettingsStore {
  /** The defaults while nobody has changed them. */
  find(): Promise<Settings>;
  change(next: (before: Settings) => Settings, happened: readonly Happening[]): Promise<Settings>;
}
