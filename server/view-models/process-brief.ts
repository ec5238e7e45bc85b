import { automationShareOf, mediaBreaksOf } from '../domain/computed.ts';
import { PROCESS_FIELDS } from '../domain/content/process.ts';
import type { PlaceFacts } from '../domain/place-facts.ts';
import type { Process } from '../domain/record.ts';
import { type Brief, fact, fieldFact, fieldSection, placeFact, type StepView } from './brief.ts';
import { partsOf, type Shaping } from './field-view.ts';

const SHOWN = ['name', 'purpose', 'trigger', 'result', 'steps', 'processLevel', 'processState', 'leikaId'];

/** Who does what in which order; where a machine does it and where paper interrupts it. */
export function processBrief(process: Process, place: PlaceFacts, shaping: Shaping): Brief {
  const { words } = shaping;
  const { content } = process;
  const field = (name: string) => fieldFact(PROCESS_FIELDS, content, name, shaping);
  const section = (name: string) => fieldSection(PROCESS_FIELDS, content, name, shaping);
  const share = automationShareOf(process);
  const plain = (text: string) => [{ text, href: null }];
  const minutes = content.steps.reduce((sum, step) => sum + (step.minutes ?? 0), 0);
  return {
    kind: words.label('type', 'process'),
    title: content.name ?? '',
    lead: content.purpose,
    topics: [],
    facts: [
      ...field('processLevel'),
      ...field('processState'),
      ...field('leikaId'),
      ...(share === null
        ? []
        : [
            ...fact(words.t('record.steps'), plain(words.number(content.steps.length))),
            ...fact(words.facet('automationShare'), plain(words.t('common.units.percent', { count: Math.round(share * 100) }))),
            ...fact(words.facet('mediaBreaks'), plain(words.number(mediaBreaksOf(process)))),
          ]),
      ...(minutes === 0 ? [] : fact(words.t('record.handlingTime'), plain(words.t('common.units.minutes', { count: minutes })))),
      ...placeFact(place, words),
    ],
    sections: [...section('trigger'), ...section('result')],
    steps: content.steps.map((step) => stepView(step, shaping)),
    shown: new Set(SHOWN),
  };
}

const STEP_FIELDS = PROCESS_FIELDS.flatMap((field) => (field.name === 'steps' ? field.fields : []));
const ON_THEIR_OWN: readonly string[] = ['text', 'automated', 'mediaBreak'];

function stepView(step: Process['content']['steps'][number], shaping: Shaping): StepView {
  const { words } = shaping;
  const rest = STEP_FIELDS.filter(({ name }) => !ON_THEIR_OWN.includes(name));
  return {
    text: step.text ?? '',
    parts: partsOf(rest, step, 'steps', shaping),
    automated: step.automated === 'yes' || step.automated === 'partly' ? words.t(`record.automated.${step.automated}`) : null,
    mediaBreak: step.mediaBreak === true ? words.field('process', 'steps.mediaBreak').label : null,
  };
}
