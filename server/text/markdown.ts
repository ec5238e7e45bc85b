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
// A table of a few wide lines can fill a page with empty cells; one that is made for that stays text (T44).
const MOST_TABLE_LINES = 200;
const MOST_COLUMNS = 30;

/** Markdown as people here type it: line ends count, addresses become links, HTML stays text, and nothing is fetched from elsewhere. */
export function renderMarkdown(markdown: string): SafeHtml {
  return sanitised(MARKDOWN[hasTableToRead(markdown) ? 'full' : 'plain'].render(markdown));
}

/** The same where the text is all that stands below the title of the page. */
export function renderArticle(markdown: string): SafeHtml {
  return sanitised(ARTICLE[hasTableToRead(markdown) ? 'full' : 'plain'].render(markdown), ['h2']);
}

function hasTableToRead(markdown: string): boolean {
  const lines = markdown.split('\n').filter((line) => line.includes('|'));
  return lines.length <= MOST_TABLE_LINES && lines.every((line) => line.split('|').length <= MOST_COLUMNS + 2);
}

function configured(highest: number): { readonly full: Parser; readonly plain: Parser } {
  const parser = (): Parser => {
    const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 30 });
    markdown.validateLink = (address) => /^(https?:\/\/|mailto:)/i.test(address);
    markdown.core.ruler.push('headings-below', headingsBelow(highest));
    markdown.core.ruler.push('images-as-links', imagesAsLinks);
    return markdown;
  };
  return { full: parser(), plain: parser().disable('table') };
}
