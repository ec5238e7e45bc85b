import { expect } from 'chai';

import { renderMarkdown } from '../../../server/text/markdown.ts';
import { sanitised } from '../../../server/text/sanitised.ts';

const LONG = 40_000;
const REL = 'rel="nofollow noopener ugc"';

/** Text that has brought Markdown programs to their knees, filled up to the longest a field takes. */
const HOSTILE: readonly string[] = [
  ...['[', '![', '*', '_', '`', '>', '> ', '<', '(', '[a](', '*a_', '**a', 'a@', 'a@b.', 'https://', '|', '- ', '1. ', '\\', '&', '~~', '<!--', '\n>'],
  ...['* * ', '=\n', '|a\n', '[a]: ', '][', '<a href="', '*a **a ', 'https://a.org/ ', 'a.'],
].map((piece) => piece.repeat(Math.ceil(LONG / piece.length)).slice(0, LONG));
const HOSTILE_WHOLES: readonly string[] = [
  `|${'a|'.repeat(200)}\n|${'-|'.repeat(200)}\n${'|x\n'.repeat(13_000)}`,
  `[x]: https://a.org\n\n${'[x]'.repeat(13_000)}`,
  Array.from({ length: 280 }, (_, n) => `${'`'.repeat(n)}a`).join(''),
  Array.from({ length: 280 }, (_, n) => `${' '.repeat(n)}- a`).join('\n'),
  `${'a'.repeat(20_000)}@${'a'.repeat(20_000)}`,
  `https://${'a.'.repeat(19_990)}`,
];

describe('Markdown as people type it', () => {
  it('makes headings, lists, tables and links, and keeps line ends', () => {
    const html = renderMarkdown('Erste Zeile\nZweite Zeile\n\n- eins\n- zwei\n\n| a | b |\n|:-:|---|\n| 1 | ~~2~~ |\n\n3. drei');
    expect(html).to.include('Erste Zeile<br />\nZweite Zeile').and.include('<li>eins</li>').and.include('<td>1</td>').and.include('<ol start="3">');
    expect(html).not.to.include('style=');
  });

  it('puts its headings below those of the page and skips no level', () => {
    const html = renderMarkdown('# Eins\n\n#### Darunter\n\n## Auch darunter\n\n# Zwei');
    expect([...html.matchAll(/<(h\d)>/g)].map(([, tag]) => tag)).to.deep.equal(['h3', 'h4', 'h4', 'h3']);
    expect(renderMarkdown('### Zuerst\n\n# Dann')).to.equal('<h3>Zuerst</h3>\n<h3>Dann</h3>\n');
    expect(renderMarkdown('# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6')).to.include('<h6>4</h6>').and.include('<h6>6</h6>').and.not.include('h7');
  });

  it('marks every link as foreign', () => {
    expect(renderMarkdown('[mehr](https://example.org/a "Titel")')).to.equal(`<p><a href="https://example.org/a" ${REL}>mehr</a></p>\n`);
    expect(renderMarkdown('https://example.org/?a=1&b=2')).to.include(`<a href="https://example.org/?a=1&amp;b=2" ${REL}>`);
    expect(renderMarkdown('digitales@stadt.de')).to.include(`<a href="mailto:digitales@stadt.de" ${REL}>`);
  });

  it('takes no forgotten space for an address', () => {
    expect(renderMarkdown('Es ging zu ende.es war schön.So war es.')).not.to.include('<a');
  });

  it('leads nowhere but to http, https and mail', () => {
    for (const address of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      '//evil.org',
      '/admin',
      '#x',
      'java&#115;cript:x',
    ])
      expect(renderMarkdown(`[x](${address}) ![x](${address}) <${address}>\n\n[y]\n\n[y]: ${address}`), address).not.to.match(/<a|<img/);
  });

  it('shows HTML as the text it is', () => {
    const html = renderMarkdown('<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n<div onclick="x">\n\n`<b>`');
    expect(html).not.to.match(/<(script|img|div|b)\b/);
    expect(html).to.include('&lt;script&gt;');
  });

  it('loads no picture: it becomes a link that bears its description', () => {
    const html = renderMarkdown('![Die **neue** Leuchte](https://x.org/a.png) ![](https://x.org/b.png)');
    expect(html).to.include(`<a href="https://x.org/a.png" ${REL}>Die neue Leuchte</a>`).and.include('>https://x.org/b.png</a>').and.not.include('<img');
    expect(renderMarkdown('[![Leuchte](https://x.org/a.png)](https://y.org)')).to.equal(`<p><a href="https://y.org" ${REL}>Leuchte</a></p>\n`);
  });

  it('is done with 40,000 hostile characters while a reader waits', () => {
    for (const text of [...HOSTILE, ...HOSTILE_WHOLES]) expect(renderMarkdown(text)).to.be.a('string');
  });
});

describe('the second wall', () => {
  it('stands by itself, whatever comes through the first', () => {
    const html = sanitised(
      '<h1>a</h1><p style="x" class="y" id="z" onclick="q">b</p><script>c</script><style>d</style><iframe src="https://e.org"></iframe><img src="https://f.org/x">' +
        '<svg><a xlink:href="javascript:1">g</a></svg><a href="javascript:1">h</a><a href="/admin" target="_blank">i</a><a href="https://j.org" target="_blank" rel="x">j</a><form><input></form>',
    );
    expect(html).to.equal(`a<p>b</p>ghi<a href="https://j.org" ${REL}>j</a>`);
  });

  it('makes a table of what people write as one, and none of what only fills the page', () => {
    const table = (columns: number, rows: number): string =>
      [`|${' a |'.repeat(columns)}`, `|${' - |'.repeat(columns)}`, ...Array.from({ length: rows }, () => '| x')].join('\n');
    expect(renderMarkdown(table(3, 4))).to.contain('<table>');
    expect(renderMarkdown(table(400, 4))).not.to.contain('<table>');
    expect(renderMarkdown(table(3, 2_000))).not.to.contain('<table>');
  });
});
