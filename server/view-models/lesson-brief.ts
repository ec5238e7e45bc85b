import type { Field } from '../domain/content/field.ts';
import { LESSON_FIELDS } from '../domain/content/lesson.ts';
import type { PlaceFacts } from '../domain/place-facts.ts';
import type { Lesson } from '../domain/record.ts';
import { type Brief, fieldFact, fieldSection, placeFact } from './brief.ts';
import type { Shaping } from './field-view.ts';

/** What was learned, why, and what to do with it. A failure looks like any other lesson. */
export function lessonBrief({ content }: Lesson, place: PlaceFacts, shaping: Shaping): Brief {
  const { words } = shaping;
  const fields: readonly Field[] = LESSON_FIELDS;
  const choices = fields.filter(({ kind, name }) => kind === 'choice' && name !== 'lessonKind');
  const texts = fields.filter(({ kind }) => kind === 'markdown' || kind === 'prose');
  return {
    // One that was imported may not say of which kind it is.
    kind: content.lessonKind === null ? words.label('type', 'lesson') : words.label('lessonKind', content.lessonKind),
    title: content.statement ?? '',
    lead: null,
    topics: [],
    facts: [...choices.flatMap(({ name }) => fieldFact(fields, content, name, shaping)), ...placeFact(place, words)],
    sections: texts.flatMap(({ name }) => fieldSection(fields, content, name, shaping)),
    steps: [],
    shown: new Set(['lessonKind', 'statement', 'about', 'anonymous', ...choices.map(({ name }) => name), ...texts.map(({ name }) => name)]),
  };
}
