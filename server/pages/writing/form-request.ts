import type { Request } from 'express';
import { type Typed, textOf } from '../../view-models/record-form/typed.ts';
import { inLanguageOf } from '../../web/form-path.ts';
import { typedIn } from './body-to-input.ts';

export { formPath } from '../../web/form-path.ts';

// What every form carries besides what somebody typed.
const OURS: ReadonlySet<string> = new Set(['_csrf', 'do', 'path']);

/** What a posted form asks for, and what was typed into it. */
export interface Posted {
  readonly order: string;
  readonly typed: Typed;
}

export function postedIn(req: Request): Posted {
  const all = typedIn(req.body);
  return { order: textOf(all, 'do'), typed: new Map([...all].filter(([name]) => !OURS.has(name))) };
}

/** Our own path in the language that the address asked for. */
export function onward(req: Request, path: string): string {
  return inLanguageOf(req.query, path);
}

/** What is typed as it is kept, and back. */
export function bodyOf(typed: Typed): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(typed);
}

export function typedOf(body: Readonly<Record<string, readonly string[]>>): Typed {
  return new Map(Object.entries(body).filter(([name]) => !OURS.has(name)));
}
