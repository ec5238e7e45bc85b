import sanitizeHtml from 'sanitize-html';

import type { SafeHtml } from '../../server/domain/safe-html.ts';
import { escaped } from './escaped.ts';

// The subset of FEP-b2b8 without what loads anything from elsewhere.
const TEXT = ['p', 'br', 'blockquote', 'pre', 'code', 'em', 'strong', 'b', 'i', 'u', 'del', 'ul', 'ol', 'li', 'ruby', 'rt', 'rp'];
const HEADINGS = ['h2', 'h3', 'h4', 'h5', 'h6'];
const LONGEST = 100_000;
const HIGHEST = 2;
const LINK = /^(https?:\/\/|mailto:)/i;

/** Somebody else's HTML as what may stand on our pages: harmless elements only, links marked as theirs, nothing that loads, runs or styles; not without end. */
export function remoteHtml(html: string): SafeHtml {
  return sanitizeHtml(readable(html.slice(0, LONGEST)), {
    allowedTags: [...HEADINGS, ...TEXT, 'a'],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start', 'reversed'], li: ['value'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow noopener ugc' }),
      img: (_, { alt = '' }) => (alt.trim() === '' ? { tagName: 'img', attribs: {} } : { tagName: 'em', attribs: {}, text: alt }),
      s: 'del',
      strike: 'del',
      div: 'p',
      tr: 'p',
      ...headings(),
    },
    // A relative address would lead to a page of ours that the writer never meant.
    exclusiveFilter: ({ tag, attribs }) => (tag === 'a' && !LINK.test(attribs['href'] ?? '') ? 'excludeTag' : false),
    nestingLimit: 40,
  }) as SafeHtml;
}

/** Cells of a table stand apart once the table is gone. */
function readable(html: string): string {
  return html.replace(/<\/t[dh]\s{0,5}>/gi, ' $&');
}

/** Headings begin below the title of the page and skip no level. */
function headings(): Record<string, sanitizeHtml.Transformer> {
  const open: number[] = [];
  const enter: sanitizeHtml.Transformer = (name) => {
    const level = Number(name.slice(1));
    while ((open.at(-1) ?? 0) >= level) open.pop();
    open.push(level);
    return { tagName: `h${Math.min(HIGHEST + open.length - 1, 6)}`, attribs: {} };
  };
  return Object.fromEntries(['h1', ...HEADINGS].map((name) => [name, enter]));
}

/** Plain text as HTML: paragraphs and line breaks, nothing else. */
export function textAsHtml(text: string): SafeHtml {
  const paragraphs = text
    .slice(0, LONGEST)
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`).join('') as SafeHtml;
}

/** The words of sanitised HTML, blocks apart by line ends. Not for triple braces. */
export function textOfHtml(html: SafeHtml): string {
  const words = html.replace(/<(?:br|\/p|\/h[2-6]|\/li|\/blockquote|\/pre)[^>]*>/g, '\n').replace(/<[^>]*>/g, '');
  const decoded = words.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => CHARACTERS[entity] ?? entity);
  return decoded
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

const CHARACTERS: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
