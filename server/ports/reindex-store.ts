/** The wish for a new index, and how far it got; the one process that carries the relay fulfils it, whoever voiced it. Instants are UTC. */
export interface Reindex {
  readonly wantedAt: string | null;
  readonly startedAt: string | null;
  /** Null while it runs, also when whoever ran it died. */
  readonly finishedAt: string | null;
  readonly done: number;
  readonly total: number;
  /** Why the last one failed. */
  readonly failure: string | null;
}

export interface ReindexStore {
  find(): Promise<Reindex>;
  /** A wish voiced while one runs is fulfilled after it. */
  wish(at: string): Promise<void>;
  begin(at: string): Promise<void>;
  reach(done: number, total: number): Promise<void>;
  finish(at: string, failure: string | null): Promise<void>;
}
