import type { FieldProblem } from './content/field-problem.ts';
import type { Written } from './new-record.ts';

/** What an action hands back: a value, or the reason it said no. Faults are thrown, never returned. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export type Refusal =
  | { readonly kind: 'not-found' }
  /** It was here and was deleted or withdrawn. */
  | { readonly kind: 'gone'; readonly since: string }
  | { readonly kind: 'not-signed-in' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }
  /** Somebody else changed it since the asker read it; nothing was written. */
  | { readonly kind: 'outdated' }
  /** Somebody else changed the very fields that were to be saved; nothing was written, and this is what stands there now. `by` is the user's id. */
  | { readonly kind: 'conflict'; readonly theirs: Written; readonly by: string | null; readonly at: string }
  /** Somebody other than the one who wrote or submitted it must publish it. */
  | { readonly kind: 'four-eyes' }
  /** No such account, another password, or an account that was closed: nobody learns which. */
  | { readonly kind: 'wrong-credentials' }
  | { readonly kind: 'too-many-attempts'; readonly minutes: number }
  /** A link that was used, or whose time is over. */
  | { readonly kind: 'expired' }
  /** The thing is already so, and doing it twice would harm. */
  | { readonly kind: 'already'; readonly what: 'set-up' };

export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

export function invalid(...problems: FieldProblem[]): { readonly ok: false; readonly refusal: Refusal } {
  return refuse({ kind: 'invalid', problems });
}
