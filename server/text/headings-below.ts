import type { StateCore } from 'markdown-it';

/** Moves headings below `highest` and closes gaps, so that the outline of the whole page skips no level. */
export function headingsBelow(highest: number): (state: StateCore) => void {
  return ({ tokens }) => {
    const open: number[] = [];
    for (const token of tokens) {
      if (token.type !== 'heading_open' && token.type !== 'heading_close') continue;
      if (token.type === 'heading_open') enter(open, Number(token.tag.slice(1)));
      token.tag = `h${Math.min(highest + open.length - 1, 6)}`;
    }
  };
}

/** `open` holds the headings under which the text now stands. */
function enter(open: number[], level: number): void {
  while ((open.at(-1) ?? 0) >= level) open.pop();
  open.push(level);
}
