import { administered, differences, refusalToAdminister } from '../domain/administer.ts';
import { type FieldProblem, problem } from '../domain/content/field-problem.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import type { Settings } from '../domain/settings.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { SettingsStore } from '../ports/settings-store.ts';

interface Needs {
  settings: SettingsStore;
  clock: Clock;
}

export type ChangeSettings = ReturnType<typeof changeSettings>;

export const MEGABYTE = 1_048_576;
/** Ten terabytes: more is a slip of the finger. */
export const MOST_MEGABYTES = 10_485_760;
const WHO: readonly Settings['secondFactor'][] = ['optional', 'admins', 'everybody'];
const SUBJECT = 'settings';

/** As a form sends them. */
export interface SettingsInput {
  readonly isFourEyes: boolean;
  readonly secondFactor: string;
  /** Megabytes of files per organisation. */
  readonly quota: number | null;
  readonly reminds: boolean;
}

/** What admins decide for the whole instance; it counts from the next request on. */
export function changeSettings({ settings, clock }: Needs) {
  const change = async (viewer: Viewer, input: SettingsInput): Promise<Result<Settings>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const secondFactor = WHO.find((known) => known === input.secondFactor);
    const problems: FieldProblem[] = [];
    if (secondFactor === undefined) problems.push(problem('secondFactor', 'not-a-code', { allowed: WHO }));
    if (input.quota === null || !Number.isFinite(input.quota)) problems.push(problem('quota', 'not-a-number'));
    else if (input.quota < 1 || input.quota > MOST_MEGABYTES) problems.push(problem('quota', 'out-of-range', { limit: input.quota < 1 ? 1 : MOST_MEGABYTES }));
    if (problems.length > 0 || secondFactor === undefined || input.quota === null) return invalid(...problems);

    const after: Settings = { isFourEyes: input.isFourEyes, secondFactor, quota: Math.round(input.quota * MEGABYTE), reminds: input.reminds };
    const now = clock().toISOString();
    const before = await settings.find();
    const detail = told(before, after);
    if (detail === null) return accept(before);
    return accept(await settings.change(() => after, [administered(userOf(viewer), SUBJECT, now, 'settings-changed', detail)]));
  };

  const read = async (viewer: Viewer): Promise<Result<Settings>> => {
    const refusal = refusalToAdminister(viewer);
    return refusal === null ? accept(await settings.find()) : refuse(refusal);
  };
  return { change, read };
}

function told(before: Settings, after: Settings): string | null {
  const names = ['isFourEyes', 'secondFactor', 'quota', 'reminds'] as const;
  return differences(names.map((what) => ({ what, before: String(before[what]), after: String(after[what]) })));
}
