import { z } from 'zod';

import { cleanText } from '../../server/domain/content/check-scalar.ts';
import type { Reach } from '../../server/domain/remote.ts';
import { PUBLIC } from './context.ts';
import { Audience, Flag, Instant, Iri, Languages, line, many, maybe, notAfter, Page, Picture, Ref, single, Type } from './shapes.ts';

const Tag = z.looseObject({
  type: Type,
  name: maybe(line(200)),
  href: maybe(Iri),
});

const Attachment = z.looseObject({ type: Type, mediaType: maybe(z.string()), name: maybe(line(1_500)) });

/** What every article, note or page says in the words of ActivityStreams; whatever is missing or wrong in it is null or empty. */
export const ArticleShape = z.looseObject({
  id: Iri,
  type: Type,
  attributedTo: many(Ref),
  to: Audience,
  cc: Audience,
  audience: Audience,
  name: maybe(single(line(300))),
  nameMap: Languages,
  summary: maybe(single(z.string())),
  summaryMap: Languages,
  content: maybe(single(z.string())),
  contentMap: Languages,
  mediaType: maybe(single(z.string())),
  url: Page,
  published: Instant,
  updated: Instant,
  inReplyTo: maybe(Ref),
  context: maybe(single(z.unknown().transform(conversationOf))),
  conversation: maybe(z.string().transform(conversationOf)),
  tag: many(Tag),
  image: many(z.unknown()),
  attachment: many(Attachment),
  sensitive: Flag,
  license: maybe(single(z.union([line(500), z.looseObject({ id: line(500) }).transform(({ id }) => id)]))),
});
export type ArticleSaid = z.output<typeof ArticleShape>;

/** An address, or the name that old software gives a conversation (`tag:host,2026:objectId=1`). */
function conversationOf(value: unknown): string | null {
  const text = typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
  return typeof text === 'string' && text.length <= 500 && /^(https?|tag):/.test(text) ? cleanText(text, false) : null;
}

export interface Times {
  readonly published: string;
  readonly updated: string;
}

/** Never in the future, and never updated before it was published. */
export function timesOf(read: Pick<ArticleSaid, 'published' | 'updated'>, now: Date): Times {
  const published = notAfter(now, read.published ?? read.updated ?? now.toISOString());
  const updated = notAfter(now, read.updated ?? published);
  return { published, updated: updated < published ? published : updated };
}

/** Who may read it. Without its publisher's followers collection nobody can tell followers from anybody else, and then it is for those it names. */
export function reachOf(audience: readonly string[], followers: string | null): Reach {
  if (audience.includes(PUBLIC)) return 'public';
  return followers !== null && audience.includes(followers) ? 'followers' : 'named';
}

/** The pictures of an article, each once. */
export function picturesOf({ image, attachment }: Pick<ArticleSaid, 'image' | 'attachment'>): { readonly url: string; readonly alt: string | null }[] {
  const shown = attachment.filter(({ type, mediaType }) => type === 'Image' || (mediaType?.startsWith('image/') ?? false));
  const all = [...image, ...shown].flatMap((one) => {
    const url = Picture.safeParse(one);
    const alt = z.looseObject({ name: maybe(line(1_500)) }).safeParse(one);
    return url.success && url.data !== null ? [{ url: url.data, alt: alt.success ? alt.data.name : null }] : [];
  });
  // Told twice, with and without words for those who do not see it: the words win.
  const byUrl = new Map(all.map((picture) => [picture.url, picture]));
  for (const picture of all) if (picture.alt !== null) byUrl.set(picture.url, picture);
  return [...byUrl.values()].slice(0, 20);
}
