import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { usedCss } from './used-css.ts';

interface Needs {
  readonly views: string;
  readonly kernFolder: string;
  readonly address: (name: string) => string;
}

const FACES = [
  { file: 'FiraSans-Regular.woff2', weight: 400, style: 'normal' },
  { file: 'FiraSans-Italic.woff2', weight: 400, style: 'italic' },
  { file: 'FiraSans-Medium.woff2', weight: 500, style: 'normal' },
  { file: 'FiraSans-SemiBold.woff2', weight: 600, style: 'normal' },
] as const;

/** One style sheet: the fonts, of KERN what our templates use, then our own files in the order of their names. */
export function stylesheet({ views, kernFolder, address }: Needs): string {
  const faces = FACES.map(
    ({ file, weight, style }) =>
      `@font-face{font-family:"Fira Sans";font-weight:${weight};font-style:${style};font-display:swap;src:url("${address(file)}") format("woff2")}`,
  );
  const kern = readFileSync(join(kernFolder, 'dist', 'kern.min.css'), 'utf8').replace(/^@charset[^;]*;/, '');
  const own = join(views, 'assets', 'css');
  const ours = readdirSync(own)
    .filter((file) => file.endsWith('.css'))
    .sort()
    // Comments and indentation tell a browser nothing, and a weak line carries them all the same.
    .map((file) =>
      readFileSync(join(own, file), 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/\n\s*/g, ' '),
    );
  return [...faces, usedCss(kern, /^kern-/, classesUsedIn(views)), ...ours].join('\n');
}

/** Templates name KERN's classes in full, never put together from parts, so that they can be found here. */
export function classesUsedIn(views: string): ReadonlySet<string> {
  const templates = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));
  const text = templates.map((file) => readFileSync(join(views, file), 'utf8')).join('\n');
  return new Set(text.match(/kern-[\w-]*\w/g) ?? []);
}
