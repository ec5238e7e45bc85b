import type { Request } from 'express';
import { type Typed, textOf } from '../../view-models/record-form/typed.ts';
import { LANGUAGES } from '../../view-models/words.ts';
import { typedIn } from './body-to-input.ts';

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

/** The address of a form as its unsaved text is kept by: with its query, but the same in every language. */
export function formPath(address: string): string {
  const [path = '/', query = ''] = address.split('?', 2);
  const params = new URLSearchParams(query);
  for (const name of ['lang', 'csrf']) params.delete(name);
  const rest = params.toString();
  return rest === '' ? path : `${path}?${rest}`;
}

/** Our own path in the language that the address asked for. */
export function onward(req: Request, path: string): string {
  const carried = LANGUAGES.find((language) => language === req.query['lang']);
  return carried === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${carried}`;
}

/** What is typed as it is kept, and back. */
export function bodyOf(typed: Typed): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(typed);
}

export function typedOf(body: Readonly<Record<string, readonly string[]>>): Typed {
  return new Map(Object.entries(body).filter(([name]) => !OURS.has(name)));
}
