import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';

import type { SafeHtml } from '../domain/safe-html.ts';
import { headingsBelow } from './headings-below.ts';
import { imagesAsLinks } from './images-as-links.ts';
import { sanitised } from './sanitised.ts';

// A page's own headings are h1 and h2.
const HIGHEST_HEADING = 3;
const MARKDOWN = configured();

/** Markdown as people here type it: line ends count, addresses become links, HTML stays text, and nothing is fetched from elsewhere. */
export function renderMarkdown(markdown: string): SafeHtml {
  return sanitised(MARKDOWN.render(markdown));
}

function configured(): Parser {
  const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 30 });
  markdown.validateLink = (address) => /^(https?:\/\/|mailto:)/i.test(address);
  markdown.core.ruler.push('headings-below', headingsBelow(HIGHEST_HEADING));
  markdown.core.ruler.push('images-as-links', imagesAsLinks);
  return markdown;
}
