import { z } from 'zod';

import { cleanText, isWebAddress } from '../../server/domain/content/check-scalar.ts';
import { originOf } from '../../server/domain/origin.ts';
import { PUBLIC } from './context.ts';

const MOST_REFERENCES = 200;
const LANGUAGE = /^(?!und\b)[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$/;

/** One thing, also where it came as a list of one: JSON-LD makes no difference. */
export function single<T extends z.ZodType>(shape: T) {
  return z.preprocess((value) => (Array.isArray(value) && value.length === 1 ? value[0] : value), shape);
}

export const Iri = z.string().refine((text) => originOf(text) !== null);

/** The id of a thing that is told whole or by its id. */
export const Ref = single(z.union([Iri, z.looseObject({ id: Iri }).transform(({ id }) => id)]));

/** A name of ActivityStreams. A thing with two types is two things to two readers; a list of one is none. */
export const Type = single(z.string().max(100));

/** A field that may be missing or wrong without harm. */
export function maybe<T extends z.ZodType>(shape: T) {
  return shape.nullable().catch(null).default(null);
}

export function line(most: number) {
  return z.string().transform((text) => cleanText(text, false).slice(0, most).toWellFormed() || null);
}

export const Flag = z.boolean().catch(false).default(false);

/** Everything of a list that has the shape; one that is no list is a list of one. */
export function many<T extends z.ZodType>(shape: T) {
  return z
    .unknown()
    .optional()
    .transform((value): z.output<T>[] => {
      const members = Array.isArray(value) ? value.slice(0, MOST_REFERENCES) : value === undefined || value === null ? [] : [value];
      return members.flatMap((member) => {
        const read = shape.safeParse(member);
        return read.success ? [read.data] : [];
      });
    });
}

/** Addressees by id. Everybody has three spellings and becomes one. */
export const Audience = many(z.union([z.enum(['as:Public', 'Public', PUBLIC]).transform(() => PUBLIC), Ref]));

const Link = z.looseObject({ href: z.string().refine(isWebAddress), mediaType: z.string().optional().catch(undefined) });
const Address = z.union([
  z
    .string()
    .refine(isWebAddress)
    .transform((href) => ({ href, mediaType: undefined })),
  Link,
]);

/** Where people read it, of the addresses a thing has: the first that leads to a page. */
export const Page = many(Address).transform(
  (links) => (links.find(({ mediaType }) => mediaType === 'text/html') ?? links.find(({ mediaType }) => mediaType === undefined) ?? links[0])?.href ?? null,
);

/** The address of a picture told as such, as a Link or as its address alone. */
export const Picture = z.union([
  z.looseObject({ url: Page, href: z.string().refine(isWebAddress).optional().catch(undefined) }).transform(({ url, href }) => url ?? href ?? null),
  Page,
]);

/** Texts by language; only the first is read, which is the main one. */
export const Languages = z
  .record(z.string(), z.unknown())
  .transform((map) => {
    const [first] = Object.entries(map).filter(([, text]) => typeof text === 'string');
    return first === undefined ? null : { language: LANGUAGE.test(first[0]) ? first[0] : null, text: String(first[1]) };
  })
  .nullable()
  .catch(null)
  .default(null);

/** An instant as ISO 8601 in UTC, as it says; null where it says none. */
export const Instant = maybe(
  z
    .string()
    .max(40)
    .regex(/^\d{4}-\d{2}-\d{2}/)
    .transform((text) => Date.parse(text))
    .refine((time) => Number.isFinite(time) && time > 0)
    .transform((time) => new Date(time).toISOString()),
);

/** The earlier one: nothing that comes from elsewhere lies in the future. */
export function notAfter(now: Date, instant: string): string {
  return Date.parse(instant) > now.getTime() ? now.toISOString() : instant;
}
