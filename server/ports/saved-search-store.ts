import type { SavedSearch } from '../domain/saved-search.ts';

export interface SavedSearchStore {
  find(id: string): Promise<SavedSearch | undefined>;
  /** The newest first. */
  ofUser(user: string): Promise<SavedSearch[]>;
  add(search: SavedSearch): Promise<void>;
  /** Null leaves it as it is. */
  change(id: string, next: (before: SavedSearch) => SavedSearch | null): Promise<void>;
  remove(id: string): Promise<void>;
  forgetUser(user: string): Promise<void>;
}
