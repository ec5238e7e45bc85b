import type { Organisation } from '../domain/organisation.ts';
import type { Words } from './words.ts';

export interface OrganisationsView {
  readonly found: string;
  readonly organisations: readonly { readonly name: string; readonly href: string; readonly facts: readonly string[]; readonly records: string }[];
}

/** `counts`: how many public records each handle has. */
export function organisationsView(organisations: readonly Organisation[], counts: Readonly<Record<string, number>>, words: Words): OrganisationsView {
  return {
    found: words.t('organisations.found', { count: organisations.length }),
    organisations: organisations.map(({ handle, content }) => ({
      name: content.name ?? handle,
      href: `/organisations/${handle}`,
      facts: organisationFacts(content, words),
      records: words.t('organisations.records', { count: counts[handle] ?? 0 }),
    })),
  };
}

/** Kind, state and size in a line. */
export function organisationFacts({ orgType, state, sizeType, population }: Organisation['content'], words: Words): string[] {
  return [
    orgType === null ? null : words.label('orgType', orgType),
    state === null ? null : words.label('state', state),
    sizeType === null ? null : words.label('sizeType', sizeType),
    population === null ? null : words.t('common.units.people', { count: population }),
  ].filter((part) => part !== null);
}
