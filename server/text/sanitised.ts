import sanitizeHtml from 'sanitize-html';

import type { SafeHtml } from '../domain/safe-html.ts';

const TAGS = ['h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'em', 'strong', 's', 'a'];
const TABLE_TAGS = ['table', 'thead', 'tbody', 'tr', 'th', 'td'];
// What others wrote is not our recommendation, and their pages learn nothing of ours.
const LINK = { rel: 'nofollow noopener ugc' };

/** The second wall: whatever HTML comes in, only harmless elements go out, links with `rel`, nothing that loads, runs or styles. */
export function sanitised(html: string, moreTags: readonly string[] = []): SafeHtml {
  return sanitizeHtml(html, {
    allowedTags: [...moreTags, ...TAGS, ...TABLE_TAGS],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: { a: sanitizeHtml.simpleTransform('a', LINK) },
    // Relative addresses would lead to pages of ours that the writer never meant.
    exclusiveFilter: ({ tag, attribs }) => (tag === 'a' && !/^(https?:\/\/|mailto:)/i.test(attribs['href'] ?? '') ? 'excludeTag' : false),
    nestingLimit: 60,
  }) as SafeHtml;
}
