import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Handlebars from 'handlebars';

import type { Letter, WrittenLetter } from '../domain/mail.ts';
import { type LetterView, letterView } from '../view-models/mail/letter-view.ts';
import type { Speech } from '../view-models/views.ts';
import type { Language, Words } from '../view-models/words.ts';
import { HELPERS } from './helpers.ts';

type Fill = (view: LetterView & { readonly language: Language; readonly base: string }, speech: Speech) => string;

/** Writes letters from the two templates in <folder>/mail; every link in them is absolute. `baseUrl` without a slash at the end. */
export function createLetterWriter(
  folder: string,
  words: Readonly<Record<Language, Words>>,
  baseUrl: string,
): (letter: Letter, language: Language) => WrittenLetter {
  const html = template(join(folder, 'mail/letter.html.hbs'), false);
  const text = template(join(folder, 'mail/letter.text.hbs'), true);
  return (letter, language) => {
    const spoken = words[language];
    const view = letterView(letter, spoken);
    const model = { ...view, language, base: baseUrl };
    // No address is one of ours to be shortened here: a mail is read elsewhere.
    const speech = { words: spoken, carried: null, baseUrl: 'none' };
    const plain = text(model, speech).replace(/\n{3,}/g, '\n\n');
    return { subject: oneLine(view.subject), text: `${plain.trim()}\n`, html: html(model, speech) };
  };
}

function template(path: string, noEscape: boolean): Fill {
  const handlebars = Handlebars.create();
  for (const [name, helper] of Object.entries(HELPERS)) handlebars.registerHelper(name, helper);
  const knownHelpers = Object.fromEntries(Object.keys(HELPERS).map((name) => [name, true]));
  const filled = handlebars.compile(readFileSync(path, 'utf8'), { knownHelpers, knownHelpersOnly: true, noEscape });
  return (view, speech) => filled(view, { data: { speech } });
}

/** Titles come from people; a subject has one line and an end. */
function oneLine(subject: string): string {
  const line = subject.replace(/\s+/g, ' ').trim();
  return line.length > 180 ? `${line.slice(0, 179)}…` : line;
}
