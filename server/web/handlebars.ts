import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Handlebars from 'handlebars';

import type { Render } from '../view-models/views.ts';
import { HELPERS } from './helpers.ts';

const KNOWN = Object.fromEntries(Object.keys(HELPERS).map((name) => [name, true]));
const ENDING = '.hbs';

/** Reads every template below the folder once; each is compiled when it is first needed. Throws at a name it does not have. */
export function openTemplates(folder: string): Render {
  const handlebars = Handlebars.create();
  for (const [name, helper] of Object.entries(HELPERS)) handlebars.registerHelper(name, helper);
  for (const room of ['layouts', 'partials']) {
    for (const [name, text] of templatesIn(join(folder, room))) handlebars.registerPartial(name, text);
  }
  const pages = new Map(
    [...templatesIn(join(folder, 'pages'))].map(([name, text]) => [
      `pages/${name}`,
      handlebars.compile(text, { knownHelpers: KNOWN, knownHelpersOnly: true, preventIndent: true }),
    ]),
  );
  return (name, view, speech) => {
    const template = pages.get(name);
    if (template === undefined) throw new Error(`No template called ${name}`);
    return template(view, { data: { speech } });
  };
}

function templatesIn(folder: string): [string, string][] {
  const files = readdirSync(folder).filter((file) => file.endsWith(ENDING));
  return files.map((file) => [file.slice(0, -ENDING.length), readFileSync(join(folder, file), 'utf8')]);
}
