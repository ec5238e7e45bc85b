import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';

import type { SafeHtml } from '../domain/safe-html.ts';
import { headingsBelow } from './headings-below.ts';
import { imagesAsLinks } from './images-as-links.ts';
import { sanitised } from './sanitised.ts';

// A page's own headings are h1 and h2; where the text is the page, only h1.
const BELOW_SECTIONS = 3;
const BELOW_THE_TITLE = 2;
const MARKDOWN = configured(BELOW_SECTIONS);
const ARTICLE = configured(BELOW_THE_TITLE);

/** Markdown as people here type it: line ends count, addresses become links, HTML stays text, and nothing is fetched from elsewhere. */
export function renderMarkdown(markdown: string): SafeHtml {
  return sanitised(MARKDOWN.render(markdown));
}

/** The same where the text is all that stands below the title of the page. */
export function renderArticle(markdown: string): SafeHtml {
  return sanitised(ARTICLE.render(markdown), ['h2']);
}

function configured(highest: number): Parser {
  const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 30 });
  markdown.validateLink = (address) => /^(https?:\/\/|mailto:)/i.test(address);
  markdown.core.ruler.push('headings-below', headingsBelow(highest));
  markdown.core.ruler.push('images-as-links', imagesAsLinks);
  return markdown;
}
