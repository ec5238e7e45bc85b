import type { Happening } from '../domain/happening.ts';
import type { Report } from '../domain/report.ts';

export interface ReportStore {
  find(id: string): Promise<Report | undefined>;
  /** False when the number is taken. */
  add(report: Report): Promise<boolean>;
  /** Null leaves it as it is; what happened is written with it, and only then. */
  change(id: string, next: (before: Report) => { readonly write: Report; readonly happened: readonly Happening[] } | null): Promise<Report | undefined>;
  /** Newest first; only those that are open, or only those that are decided. */
  page(state: 'open' | 'decided', skip: number, limit: number): Promise<Report[]>;
  /** What came from this e-mail address, as far as that is still known. */
  from(email: string): Promise<Report[]>;
  count(state: 'open' | 'decided'): Promise<number>;
  /** Some of those that arrived before this instant and still say who reported; to be called again while it gives any that are due. */
  withReporterBefore(instant: string, after: string, limit: number): Promise<Report[]>;
}
