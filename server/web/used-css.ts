/**
 * The rules of a style sheet that can apply to a page: those that name no class of the given kind, or only classes in use.
 * A design system brings hundreds of components; a reader on a weak line should load the dozen that stand on our pages.
 */
export function usedCss(css: string, kind: RegExp, used: ReadonlySet<string>): string {
  return blocksOf(css)
    .map(({ head, body }) => {
      if (body === null) return head;
      if (head.startsWith('@media') || head.startsWith('@supports')) {
        const inner = usedCss(body, kind, used);
        return inner === '' ? '' : `${head}{${inner}}`;
      }
      if (head.startsWith('@')) return `${head}{${body}}`;
      const selectors = selectorsOf(head).filter((selector) => classesIn(selector, kind).every((name) => used.has(name)));
      return selectors.length === 0 ? '' : `${selectors.join(',')}{${body}}`;
    })
    .join('');
}

/** The classes an element must have to be meant: those inside :not(), :is() and the like are no condition of ours. */
function classesIn(selector: string, kind: RegExp): string[] {
  let plain = selector;
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replace(/:[a-z-]+\([^()]*\)/g, '');
  }
  return [...plain.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name).filter((name) => kind.test(name));
}

function selectorsOf(head: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < head.length; at += 1) {
    if (head[at] === '(') depth += 1;
    if (head[at] === ')') depth -= 1;
    if (head[at] !== ',' || depth > 0) continue;
    parts.push(head.slice(from, at));
    from = at + 1;
  }
  return [...parts, head.slice(from)].map((part) => part.trim());
}

interface Block {
  readonly head: string;
  /** Null for a statement such as @charset. */
  readonly body: string | null;
}

/** The top level of a style sheet. Strings are skipped, because data addresses hold any sign. */
function blocksOf(css: string): Block[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const blocks: Block[] = [];
  let from = 0;
  let open = -1;
  let depth = 0;
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at];
    if (sign === '"' || sign === "'") at = endOfString(plain, at);
    else if (sign === '{') {
      if (depth === 0) open = at;
      depth += 1;
    } else if (sign === '}') {
      depth -= 1;
      if (depth > 0) continue;
      blocks.push({ head: plain.slice(from, open).trim(), body: plain.slice(open + 1, at) });
      from = at + 1;
    } else if (sign === ';' && depth === 0) {
      blocks.push({ head: plain.slice(from, at + 1).trim(), body: null });
      from = at + 1;
    }
  }
  return blocks;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[start]) return at;
  }
  return text.length;
}
