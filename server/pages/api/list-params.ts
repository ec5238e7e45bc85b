import { z } from 'zod';

const PER_PAGE = 50;
const MOST = 200;
const LONGEST_CURSOR = 3_000;

const first = (value: unknown): unknown => [value].flat(1)[0];
const number = z.coerce.number().int().min(1);
const text = z.preprocess(first, z.string()).catch('');

const listParams = z.object({
  limit: z
    .preprocess(first, number)
    .transform((limit) => Math.min(limit, MOST))
    .catch(PER_PAGE),
  after: text,
  since: text,
  publisher: text,
});

export type ListParams = z.infer<typeof listParams>;

/** What a list is asked with; an odd value counts as not sent. */
export function toListParams(query: unknown): ListParams {
  return listParams.parse(query);
}

/** A place in a list, in a form that nobody is tempted to make up. */
export function cursor(place: string): string {
  return Buffer.from(place, 'utf8').toString('base64url');
}

/** The place a cursor names; null for the beginning, undefined for what was never a cursor. */
export function placeOf(text: string): string | null | undefined {
  if (text === '') return null;
  if (text.length > LONGEST_CURSOR || !/^[\w-]+$/.test(text)) return undefined;
  const place = Buffer.from(text, 'base64url').toString('utf8');
  return cursor(place) === text ? place : undefined;
}
