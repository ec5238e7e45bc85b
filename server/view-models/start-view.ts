import type { SearchAnswer } from '../ports/search-index.ts';
import { type HitView, hitView } from './hit-view.ts';
import { facetHref, NO_PARAMS, searchHref } from './search-params.ts';
import type { Words } from './words.ts';

interface Entrance {
  readonly label: string;
  readonly count: string;
  readonly href: string;
}

export interface StartView {
  readonly examples: readonly { readonly text: string; readonly href: string }[];
  readonly numbers: readonly Entrance[];
  readonly projects: readonly HitView[];
  readonly allProjects: string;
  readonly lessons: readonly HitView[];
  readonly allLessons: string;
  readonly topics: readonly Entrance[];
  readonly filling: string | null;
  readonly isEmpty: boolean;
}

/** What the two questions of the start page count. */
export const START_COUNTS = ['type', 'topic', 'state'] as const;

const EXAMPLES = ['first', 'second', 'third', 'fourth'] as const;

export function startView(projects: SearchAnswer, lessons: SearchAnswer, words: Words): StartView {
  // Each facet is counted under the others' choices: `type` under none, topics and states among the projects.
  const types = projects.counts['type'] ?? {};
  const entrance = (facet: string, code: string, count: number, label: string): Entrance => ({
    label,
    count: words.number(count),
    href: facetHref(facet, code),
  });
  const numbers = (['project', 'lesson', 'process'] as const).flatMap((type) => {
    const count = types[type] ?? 0;
    return count === 0 ? [] : [entrance('type', type, count, words.t(`start.numbers.${type}`, { count }))];
  });
  const states = Object.values(projects.counts['state'] ?? {}).filter((count) => count > 0).length;
  const topics = Object.entries(projects.counts['topic'] ?? {}).filter(([, count]) => count > 0);
  const isEmpty = Object.values(types).every((count) => count === 0);
  return {
    examples: isEmpty ? [] : EXAMPLES.map((name) => exampleOf(words.t(`start.examples.${name}`))),
    numbers: states < 2 ? numbers : [...numbers, { label: words.t('start.numbers.states', { count: states }), count: words.number(states), href: '/search' }],
    projects: projects.hits.map((hit) => hitView(hit, words)),
    allProjects: searchHref({ ...NO_PARAMS, chosen: { type: ['project'] }, sort: 'newest' }),
    lessons: lessons.hits.map((hit) => hitView(hit, words)),
    allLessons: facetHref('type', 'lesson'),
    topics: topics
      .map(([code, count]) => ({ code, count, label: words.label('topic', code) }))
      .sort((a, b) => a.label.localeCompare(b.label, words.language))
      .map(({ code, count, label }) => entrance('topic', code, count, label)),
    filling: projects.filling === null ? null : words.t('search.filling', { percent: words.number(Math.round(projects.filling * 100)) }),
    isEmpty: isEmpty && projects.filling === null,
  };
}

function exampleOf(text: string): { text: string; href: string } {
  return { text, href: searchHref({ ...NO_PARAMS, words: text }) };
}
