import { cleanText } from '../domain/content/check-scalar.ts';
import { type FieldProblem, problem } from '../domain/content/field-problem.ts';

const MOST_CHARACTERS = 100_000;
const DEEPEST = 20;
// Keys that would reach into every object of the program.
const NEVER_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** What came along and has no field: kept as plain JSON, without control characters; too much of it or a dangerous key is a problem. */
export function readExtra(sent: unknown, path: string): { value: Readonly<Record<string, unknown>>; problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return { value: {}, problems: [problem(path, 'not-an-object')] };
  if (depthOf(sent) > DEEPEST) return { value: {}, problems: [problem(path, 'too-many', { limit: DEEPEST })] };
  if (JSON.stringify(sent).length > MOST_CHARACTERS) return { value: {}, problems: [problem(path, 'too-long', { limit: MOST_CHARACTERS })] };
  const value = cleaned(sent, problems) as Readonly<Record<string, unknown>>;
  return { value, problems };
}

function cleaned(value: unknown, problems: FieldProblem[]): unknown {
  if (typeof value === 'string') return cleanText(value, true);
  if (Array.isArray(value)) return value.map((member) => cleaned(member, problems));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [cleanText(key, false), cleaned(member, problems)] as const);
  for (const [key] of members) if (NEVER_KEYS.has(key)) problems.push(problem(key, 'unknown-field'));
  return Object.fromEntries(members.filter(([key]) => key !== '' && !NEVER_KEYS.has(key)));
}

function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return depth;
  return Object.values(value).reduce<number>((deepest, member) => Math.max(deepest, depthOf(member, depth + 1)), depth);
}
