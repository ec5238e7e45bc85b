import { problem } from '../domain/content/field-problem.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeptForm, KeptFormStore } from '../ports/kept-form-store.ts';

interface Needs {
  keptForms: KeptFormStore;
  clock: Clock;
}

export type { KeptForm };
export type KeepForms = ReturnType<typeof keepForms>;

const MOST_PER_PERSON = 100;
const LONGEST_PATH = 1_000;
// Every field of a project at its longest is a third of it.
const LARGEST = 300_000;
const DAYS = 30;
const DAY_MS = 86_400_000;

/** What was typed and not saved: kept for its author alone, for thirty days. */
export function keepForms({ keptForms, clock }: Needs) {
  const oldest = (): string => new Date(clock().getTime() - DAYS * DAY_MS).toISOString();
  return {
    /** In the place of what was kept for this form before. */
    async keep(viewer: Viewer, path: string, body: KeptForm['body']): Promise<Result<null>> {
      if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
      if (!viewer.mayWrite) return refuse({ kind: 'not-allowed' });
      if (!/^\/(?!\/)/.test(path) || path.length > LONGEST_PATH) return invalid(problem('path', 'not-a-url'));
      if (JSON.stringify(body).length > LARGEST) return invalid(problem('body', 'too-long', { limit: LARGEST }));
      await keptForms.keep({ user: viewer.user, path, body, at: clock().toISOString() }, MOST_PER_PERSON);
      return accept(null);
    },
    async find(viewer: Viewer, path: string): Promise<KeptForm | null> {
      if (viewer.kind === 'visitor') return null;
      const found = await keptForms.find(viewer.user, path);
      return found === undefined || found.at < oldest() ? null : found;
    },
    /** Removes what is older, also where nobody types any more. */
    sweep: (): Promise<void> => keptForms.forgetBefore(oldest()),
    forget: (viewer: Viewer, path: string): Promise<void> => keptForms.forget(userOf(viewer), path),
  };
}
