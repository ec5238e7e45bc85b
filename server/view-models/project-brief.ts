import { bandOf, costPerThousand } from '../domain/computed.ts';
import { PROJECT_FIELDS } from '../domain/content/pilot-project.ts';
import type { PlaceFacts } from '../domain/place-facts.ts';
import type { Project } from '../domain/record.ts';
import { askedFact, type Brief, type Fact, fact, fieldFact, fieldSection, placeFact } from './brief.ts';
import type { LinkView, Shaping } from './field-view.ts';
import { facetHref } from './search-params.ts';
import type { Words } from './words.ts';

const SHOWN = [
  'title',
  'summary',
  'problem',
  'solution',
  'benefit',
  'topics',
  'phase',
  'phaseSince',
  'contact',
  'costOneOff',
  'costPerYear',
  'effort',
  'timeToRun',
];

/** What a busy clerk asks of a project: what does it cost, what do we get, whom can I call, how far is it. */
export function projectBrief({ content }: Project, place: PlaceFacts, shaping: Shaping): Brief {
  const { words } = shaping;
  const field = (name: string) => fieldFact(PROJECT_FIELDS, content, name, shaping);
  const section = (name: string) => fieldSection(PROJECT_FIELDS, content, name, shaping);
  const label = (name: string) => words.field('project', name).label;
  const phase = content.phase === null ? null : { text: words.label('phase', content.phase), href: facetHref('phase', content.phase) };
  const since = content.phaseSince === null ? null : words.t('record.since', { when: words.when(content.phaseSince) });
  const yearly = content.costPerYear;
  return {
    kind: words.label('type', 'project'),
    title: content.title ?? '',
    lead: content.summary,
    topics: content.topics.map((code) => ({ text: words.label('topic', code), href: facetHref('topic', code) })),
    facts: [
      ...askedFact(label('phase'), [phase], since, words),
      ...costFact(label('costOneOff'), content.costOneOff, place, words),
      ...(yearly.band === null && yearly.exact === null && yearly.note === null ? [] : costFact(label('costPerYear'), yearly, place, words)),
      ...contactFact(label('contact'), content.contact, words),
      ...placeFact(place, words),
      ...field('effort'),
      ...field('timeToRun'),
    ],
    sections: [...section('problem'), ...section('solution'), ...section('benefit')],
    steps: [],
    shown: new Set(SHOWN),
  };
}

function costFact(label: string, cost: Project['content']['costOneOff'], { population }: PlaceFacts, words: Words): Fact[] {
  const perThousand = costPerThousand(cost, population);
  const share = perThousand === null ? null : words.t('record.perThousand', { euros: words.euros(perThousand) });
  const note = [share, cost.note].filter((part) => part !== null).join(' · ');
  return askedFact(label, [costValue(cost, words)], note === '' ? null : note, words);
}

function costValue({ band, exact }: Project['content']['costOneOff'], words: Words): LinkView | null {
  if (exact !== null) return { text: words.euros(exact), href: facetHref('costBand', bandOf(exact)) };
  return band === null ? null : { text: words.label('costBand', band), href: band === 'unknown' ? null : facetHref('costBand', band) };
}

function contactFact(label: string, { unit, role, mailbox }: Project['content']['contact'], words: Words): Fact[] {
  const who = [unit, role === null ? null : words.label('role', role)].filter((part) => part !== null).join(', ');
  const mail = mailbox === null ? null : { text: mailbox, href: `mailto:${mailbox}` };
  return mail === null && who !== '' ? fact(label, [{ text: who, href: null }]) : askedFact(label, [mail], who === '' ? null : who, words);
}
