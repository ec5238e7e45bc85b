import { PUBLIC } from './context.ts';

export interface Audience {
  readonly to: readonly string[];
  readonly cc: readonly string[];
}

/** Whom something is addressed to. What is for followers names their collection and nobody else. */
export function audienceOf(visibility: 'public' | 'followers', followers: string): Audience {
  return visibility === 'public' ? { to: [PUBLIC], cc: [followers] } : { to: [followers], cc: [] };
}
