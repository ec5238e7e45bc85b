import type { StateCore, Token } from 'markdown-it';

/** Pictures come from anywhere, and a page asks nobody else for anything: a link named by the picture's description stands in its place. */
export function imagesAsLinks({ tokens, Token, md, env }: StateCore): void {
  for (const token of tokens) {
    if (token.children?.some(({ type }) => type === 'image')) token.children = replaced(token.children);
  }

  function replaced(children: readonly Token[]): Token[] {
    let depth = 0;
    return children.flatMap((child) => {
      if (child.type === 'link_open') depth += 1;
      if (child.type === 'link_close') depth -= 1;
      return child.type === 'image' ? linkTo(child, depth > 0) : [child];
    });
  }

  function linkTo(image: Token, isInLink: boolean): Token[] {
    const address = String(image.attrGet('src') ?? '');
    const text = new Token('text', '', 0);
    text.content = md.renderer.renderInlineAsText(image.children ?? [], md.options, env).trim() || address;
    if (isInLink) return [text];
    const open = new Token('link_open', 'a', 1);
    open.attrSet('href', address);
    return [open, text, new Token('link_close', 'a', -1)];
  }
}
