import { expect } from 'chai';

import { remoteHtml, textAsHtml, textOfHtml } from '../../../federation/vocabulary/remote-html.ts';

const ALLOWED =
  /^<\/?(?:p|h[2-6]|br|a|del|pre|code|em|strong|b|i|u|ul|ol|li|blockquote|ruby|rt|rp)(?: (?:href|rel|start|value|reversed)(?:="[^"<>]*")?)* ?\/?>$/;

function expectHarmless(html: string): void {
  for (const [tag] of html.matchAll(/<[^>]*>/g)) expect(tag).to.match(ALLOWED);
  for (const [, address] of html.matchAll(/<[^>]*href="([^"]*)"/g)) expect(address).to.match(/^(https?:\/\/|mailto:)/i);
  expect(html.replace(/<[^>]*>/g, '')).not.to.match(/[<>]/);
}

describe('HTML from elsewhere', () => {
  const hostile = [
    '<script>alert(1)</script><ScRiPt src=//evil.example>x</sCrIpT>',
    '<img src=x onerror=alert(1)><svg onload=alert(1)><math><mtext></p><style><img src onerror=alert(1)></style></math>',
    '<a href="javascript:alert(1)">x</a><a href="jAvA&#x09;script:alert(1)">y</a><a href=" data:text/html,<script>">z</a><a href="//evil.example">q</a>',
    '<a href="/admin/delete" onclick="x()" style="position:fixed">hier</a><a href="https://ok.example" target="_top" id="main">gut</a>',
    '<iframe src="https://evil.example"></iframe><form action="/sign-in"><input name="password"><button>OK</button></form><object data=x></object><embed src=x>',
    '<p style="background:url(https://evil.example)" class="btn" id="x">x</p><style>*{display:none}</style><link rel=stylesheet href=//evil.example>',
    '<template><script>1</script></template><noscript><p title="</noscript><img src=x onerror=1>">',
    '<<b>script>alert(1)<</b>/script>&lt;script&gt;<!-- --!><script>1</script> --><![CDATA[<script>]]>',
    '<video src=x autoplay></video><audio src=x></audio><meta http-equiv=refresh content="0;url=//evil.example"><base href="//evil.example/">',
    '<img alt="<script>alert(1)</script>" src="https://evil.example/pixel.gif">',
    `<xmp><script>1</script></xmp><textarea><p>x</textarea><title><a href="</title><img src=x onerror=1>">`,
  ];

  for (const [n, html] of hostile.entries()) {
    it(`becomes harmless, whatever it tries: ${n + 1}`, () => {
      expectHarmless(remoteHtml(html));
      expectHarmless(remoteHtml(remoteHtml(html)));
    });
  }

  it('keeps what can be read: text, headings in order, lists, links that say whose they are', () => {
    expect(remoteHtml('<a href="https://ok.example" target="_top">gut</a>')).to.equal('<a href="https://ok.example" rel="nofollow noopener ugc">gut</a>');
    expect(remoteHtml('<h1>A</h1><h3>B</h3><h6>C</h6><h2>D</h2><ol start="3"><li value="4">x</li></ol>')).to.equal(
      '<h2>A</h2><h3>B</h3><h4>C</h4><h3>D</h3><ol start="3"><li value="4">x</li></ol>',
    );
    expect(remoteHtml('<a href="/x">nur Text</a><s>alt</s>')).to.equal('nur Text<del>alt</del>');
    expect(textOfHtml(remoteHtml('<table><tr><th>A</th><td>B</td></tr><tr><td>C</td></tr></table>'))).to.equal('A B\nC');
    expect(remoteHtml('<img alt="Ein Haus" src="https://x.example/1.png">')).to.equal('<em>Ein Haus</em>');
  });

  it('ends, however long, deep or broken it is', () => {
    expect(remoteHtml(`<p>${'x'.repeat(2_000_000)}`).length).to.be.below(110_000);
    for (const piece of ['<p>', '<a href="https://x.example">', '<b><i>', '</p>', '<', '<!--', '&', '<table><tr><td>', '</td    ', '"<a '])
      expectHarmless(remoteHtml(piece.repeat(100_000 / piece.length)));
  });

  it('is plain text again, and plain text is HTML that says the same', () => {
    expect(textOfHtml(remoteHtml('<p>Eins &amp; zwei<br>drei &lt;b&gt;</p><p>vier&nbsp;fünf</p>'))).to.equal('Eins & zwei\ndrei <b>\nvier fünf');
    expect(textAsHtml('a <b>\nc\n\n\nd & "e"')).to.equal('<p>a &lt;b&gt;<br>c</p><p>d &amp; &quot;e&quot;</p>');
  });
});
