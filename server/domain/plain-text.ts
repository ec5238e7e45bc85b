/** Markdown as words for the search index: marks, link targets and tags gone, the text kept. Not for display. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]{0,500})\]\([^)\s]{0,2000}\)/g, '$1')
    .replace(/<[^<>]{0,500}>/g, ' ')
    .replace(/[*_`#>~|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
