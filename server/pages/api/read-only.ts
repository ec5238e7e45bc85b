import { problem } from '../../domain/content/field-problem.ts';
import { invalid, type Result } from '../../domain/result.ts';

type Refused = Extract<Result<never>, { ok: false }>;

/** Tells a field that exists but is not the sender's to set from one that nobody knows. */
export function withReadOnly(refused: Refused, isReadOnly: (field: string) => boolean): Refused {
  const { refusal } = refused;
  if (refusal.kind !== 'invalid') return refused;
  return invalid(...refusal.problems.map((found) => (found.code === 'unknown-field' && isReadOnly(found.field) ? problem(found.field, 'read-only') : found)));
}
