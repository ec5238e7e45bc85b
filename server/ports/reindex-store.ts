/** A wish for a new index, and how far it got; the server's relay fulfils it, whoever voiced it. */
export interface Reindex {
  readonly wantedAt: string;
  readonly state: 'wanted' | 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly reason: string | null;
}

export interface ReindexStore {
  find(): Promise<Reindex | undefined>;
  put(reindex: Reindex): Promise<void>;
}
