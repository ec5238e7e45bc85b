import { expect } from 'chai';

import type { Answer } from '../../fixtures/a-staff-browser.ts';
import { anUploadForm } from '../../fixtures/an-upload.ts';
import { aPhoto } from '../../fixtures/some-files.ts';
import { type TwoTowns, twoTownsOnOne } from './two-towns-on-one.ts';

const MARK = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
const TEXT = `${MARK} '\`{{7*7}} </textarea></title><svg onload=alert(1)> [a](javascript:alert(1)) <https://x.example"onmouseover=1> ![b](https://evil.example/b.png)`;

/** Elements and attributes that only an attacker would have written. */
function flawsIn({ text }: Pick<Answer, 'text'>): string[] {
  const found = [
    /<img src=x/,
    /<script>alert/,
    /<svg onload/,
    /<\/textarea><\/title>/,
    /<[a-z]+[^<>]* on[a-z]+=/i,
    /(href|src|action|formaction)="\s*(javascript|data|vbscript):/i,
  ];
  return [...found.flatMap((flaw) => flaw.exec(text)?.[0] ?? []), ...(/src="https?:/.exec(text) ?? [])];
}

describe('markup that somebody types', function () {
  this.timeout(120_000);
  let here: TwoTowns;
  const held = { project: '', lesson: '', process: '', id: '' };
  before(async () => {
    here = await twoTownsOnOne();
    const common = { providers: [], visibility: 'public' };
    const project = await here.aProject({
      title: MARK,
      summary: TEXT,
      problem: TEXT,
      solution: TEXT,
      tags: [MARK],
      contact: { unit: MARK, role: MARK, mailbox: 'a@musterstadt.example' },
      ...common,
    });
    const lesson = await here.call('POST', '/api/v1/lessons', 'editor', { statement: `Lehre ${MARK}`, about: project.id, visibility: 'draft' });
    const process = await here.call('POST', '/api/v1/processes', 'editor', { name: `Ablauf ${MARK}`, steps: [{ text: TEXT, role: MARK }] });
    const pathOf = (json: Readonly<Record<string, unknown>>) => new URL(String(json['url'])).pathname;
    Object.assign(held, { project: project.path, id: project.id, lesson: pathOf(lesson.json), process: pathOf(process.json) });
  });
  after(() => here.close());

  const cardsOf = async (path: string): Promise<string[]> => {
    const { text } = await here.people.editor.get(`${path}/edit`);
    return [...new Set([...text.matchAll(new RegExp(`href="(${path}/edit/[a-z-]+)"`, 'g'))].flatMap(([, card]) => card ?? []))];
  };

  it('stays text in every field of every card: refused, added to, in conflict and saved (T50, T54)', async () => {
    for (const path of [held.project, held.lesson, held.process]) {
      const cards = (await cardsOf(path)).filter((card) => !card.endsWith('/files'));
      expect(cards.length).to.be.at.least(1);
      for (const card of cards) {
        const { text } = await here.people.editor.get(card);
        const names = [...new Set([...text.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"/g)].flatMap(([, name]) => name ?? []))].filter(
          (name) => !['_csrf', 'do', 'q', 'seen', 'base'].includes(name),
        );
        const rows = [...text.matchAll(/value="(add:[^"]+)"/g)].flatMap(([, order]) => order ?? []);
        const all = Object.fromEntries(names.map((name) => [name, TEXT]));
        const first = Object.fromEntries(
          rows.flatMap((order) => ['text', 'title', 'name', 'url', 'note'].map((inner) => [`${order.slice(4)}.0.${inner}`, TEXT])),
        );
        for (const more of [{ do: 'save' }, { do: 'save', seen: 'anders', base: MARK }, ...rows.map((order) => ({ do: order })), { do: `add:${MARK}` }]) {
          const answer = await here.people.editor.post(card, { ...all, ...first, ...more });
          expect(flawsIn(answer), `${card} ${more.do}`).to.deep.equal([]);
          expect(answer.status, card).to.be.below(500);
        }
        // What is taken alone is taken together, and stands on the pages below.
        const taken: [string, string][] = [];
        for (const name of names) if ((await here.people.editor.post(card, { [name]: MARK, do: 'save' })).status === 303) taken.push([name, MARK]);
        const whole = await here.people.editor.post(card, { ...Object.fromEntries(taken), do: 'save' });
        expect(whole.status, card).to.equal(303);
      }
    }
  });

  it('stays text in comments, file names and what is said of a file', async () => {
    await here.people.author.post(`${held.project}/edit`, { do: 'comment', comment: TEXT });
    const said = { 'documents.title': MARK, 'documents.alt': MARK, 'documents.credit': MARK, 'documents.licence': 'CC BY 4.0' };
    const added = await here.people.author.upload(
      `${held.project}/edit/files`,
      anUploadForm(`${MARK.replaceAll('/', '')}\r\nX-Odd: 1.jpg`, await aPhoto(), said),
    );
    expect(added.status, added.text.slice(0, 300)).to.be.oneOf([303, 422]);
    expect(flawsIn(added)).to.deep.equal([]);
    const refused = await here.people.author.upload(`${held.project}/edit/files`, anUploadForm(`${MARK}.svg`, '<svg onload="alert(1)"/>', said));
    expect(refused.status).to.equal(422);
    expect(flawsIn(refused)).to.deep.equal([]);
  });

  it('stays text on every page that shows it, for staff and for everybody (T50, T54, T55)', async () => {
    await here.settled();
    const ends = [
      '',
      '/edit',
      '/edit/files',
      '/preview',
      '/history',
      '/history/1',
      '/history/2?with=1',
      '/steckbrief',
      '/council-paper',
      '/withdraw',
      '/delete',
    ];
    const pages = [held.project, held.lesson, held.process].flatMap((path) => ends.map((end) => path + end));
    const word = encodeURIComponent('img onerror alert script');
    const typed = encodeURIComponent(TEXT);
    const lists = [
      '/',
      '/search',
      `/search?q=${word}`,
      `/search?q=${typed}`,
      '/my/records',
      `/my/records?q=${typed}`,
      '/organisations/musterstadt',
      `/report?address=${typed}`,
    ];
    const others = [
      `/compare?record=${encodeURIComponent(held.id)}&q=${typed}`,
      `/lessons/new?about=${encodeURIComponent(held.id)}`,
      '/search.atom',
      `/sign-in?to=${typed}`,
    ];
    for (const path of [...pages, ...lists, ...others, ...(await cardsOf(held.project))])
      for (const who of ['editor', 'visitor'] as const) {
        const answer = await here.people[who].get(path);
        expect(answer.status, path).to.be.below(500);
        expect(flawsIn(answer), `${who} ${path}`).to.deep.equal([]);
        if ((answer.headers.get('content-type') ?? '').includes('html'))
          expect(answer.headers.get('content-security-policy'), path).to.match(/script-src 'self' 'nonce-/);
      }
    const shown = await here.people.visitor.get(held.project);
    expect(shown.text).to.include('&lt;img src&#x3D;x').and.not.include('src="https://evil.example');
    const json = /<script type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/.exec(shown.text)?.[1] ?? '';
    expect(JSON.parse(json)).to.be.an('object');
    expect(json).to.not.include('<');
  });

  it('starts no formula in a table, wherever it was typed (T56)', async () => {
    const formula = '=HYPERLINK("https://evil.example";"x")';
    const starts = [formula, '+1+1', '-1+1', '@SUM(1)', '\t=1', ' =1', '＝1+1'];
    for (const start of starts)
      await here.aProject({
        title: `${start} Titel`,
        summary: start,
        tags: [start],
        contact: { unit: start, role: start, mailbox: 'a@musterstadt.example' },
        visibility: 'public',
      });
    await here.settled();
    const { text, status } = await here.people.visitor.get('/search.csv');
    expect(status).to.equal(200);
    expect(text).to.include('HYPERLINK');
    const cells = text.split(/[;\n]/).map((cell) => cell.replace(/^\ufeff?"?/, ''));
    expect(cells.filter((cell) => /^\s*[=+@＝]|^-(?!\d+([.,]\d+)?$)/.test(cell) && cell !== '')).to.deep.equal([]);
  });
});
