import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'chai';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { type Answer, aVisitor, type StaffBrowser, signedIn } from '../../fixtures/a-staff-browser.ts';
import { ADMIN, anInstance, type Instance, pause } from '../../fixtures/an-instance.ts';
import { anUploadForm, sendGigabyte } from '../../fixtures/an-upload.ts';
import { A_PDF, AN_SVG, aPhoto, aPicture, aPixelBomb } from '../../fixtures/some-files.ts';

describe('files over HTTP', function () {
  this.timeout(120_000);
  const held: { instance: Instance | null; admin: StaffBrowser | null } = { instance: null, admin: null };

  before(async () => {
    held.instance = await anInstance();
    held.admin = await signedIn(held.instance.url, ADMIN.email, ADMIN.password);
  });
  after(() => held.instance?.remove());

  const town = (): { instance: Instance; admin: StaffBrowser; visitor: StaffBrowser } => {
    if (held.instance === null || held.admin === null) throw new Error('Not started');
    return { instance: held.instance, admin: held.admin, visitor: aVisitor(held.instance.url) };
  };
  const aRecord = async (title: string, visibility = 'public'): Promise<{ path: string; files: string; id: string }> => {
    const made = await town().instance.call('POST', '/api/v1/projects', aProjectInput({ title, visibility }));
    expect(made.status, made.text).to.equal(201);
    const { url, id } = made.json as { url: string; id: string };
    const path = new URL(url).pathname;
    return { path, files: `${path}/edit/files`, id };
  };
  const linksIn = ({ text }: Answer): string[] => [...new Set([...text.matchAll(/(?:href|src)="(\/files\/[^"]+)"/g)].map(([, found]) => found ?? ''))];
  const publish = async (path: string): Promise<void> => {
    const { admin } = town();
    const saves = /name="saves" value="(\d+)"/.exec((await admin.get(`${path}/edit`)).text)?.[1] ?? '';
    const done = await admin.post(`${path}/edit`, { do: 'publish', visibility: 'public', saves });
    expect(done.status, done.text.slice(0, 500)).to.equal(303);
  };
  const kept = (): string[] => readdirSync(join(town().instance.folder, 'data', 'files')).filter((name) => !name.includes('.'));
  const leftOvers = (): string[] => readdirSync(join(town().instance.folder, 'data', 'incoming'));

  it('takes a photograph in, shows it to staff alone until it is published, and then to everybody with whose it is', async () => {
    const { admin, visitor } = town();
    const { path, files } = await aRecord('Rathaus in Farbe');
    const added = await admin.upload(files, anUploadForm('../../x Rathaus.JPG', await aPhoto()));
    expect([added.status, added.location]).to.deep.equal([303, `${files}?said=added`]);
    const page = await admin.get(files);
    const links = linksIn(page);
    const whole = links.find((link) => link.endsWith('/x-rathaus.jpg')) ?? '';
    const small = links.find((link) => link.endsWith('/320/x-rathaus.webp')) ?? page.text.match(/\/files\/[^ "]+\/320\/x-rathaus\.webp/)?.[0] ?? '';
    expect(whole).to.match(/^\/files\/[a-z0-9]+\/x-rathaus\.jpg$/);

    for (const link of [whole, small]) {
      expect((await visitor.get(link)).status, link).to.equal(404);
      const seen = await admin.get(link);
      expect([seen.status, seen.headers.get('cache-control')]).to.deep.equal([200, 'private, no-store']);
    }
    expect((await visitor.get(path)).text).not.to.contain('<img');

    await publish(path);
    const shown = (await visitor.get(path)).text;
    expect(shown).to.contain('alt="Das Rathaus von vorn"').and.contain('Ada Licht, CC BY 4.0').and.contain('loading="lazy"');
    expect(shown).to.match(/<img src="\/files\/[^"]+" [^>]*width="\d+" height="\d+"/);
    const seen = await visitor.get(whole, { accept: 'application/activity+json', range: 'bytes=0-9' });
    expect([seen.status, seen.text.length > 0, seen.headers.get('content-range')?.startsWith('bytes 0-9/')]).to.deep.equal([206, true, true]);
    const { headers } = await visitor.get(whole);
    expect(headers.get('content-type')).to.equal('image/jpeg');
    expect(headers.get('content-security-policy')).to.contain("default-src 'none'").and.contain('sandbox');
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('cross-origin-resource-policy')).to.equal('same-origin');
    expect(headers.get('content-disposition')).to.equal(`inline; filename="x Rathaus.jpg"; filename*=UTF-8''x%20Rathaus.jpg`);
    expect(headers.get('cache-control')).to.equal('public, max-age=86400, immutable');
    expect(headers.getSetCookie()).to.deep.equal([]);
    expect((await visitor.get(whole, { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' })).status).to.equal(304);
    expect((await visitor.get(whole, { range: 'bytes=99999999-' })).status).to.equal(416);
    for (const wrong of [
      whole.replace('x-rathaus', 'anders'),

      small.replace('/320/', '/321/'),
      small.replace('/320/', '/NaN/'),
      '/files/gibtesnicht/x.jpg',
      '/files/%00/x.jpg',
      '/files/%E0%A4%A/x.jpg',
      '/files/__proto__/constructor',
      '/files/..%2f..%2fx/x.jpg',
    ])
      expect((await visitor.get(wrong)).status, wrong).to.be.oneOf([400, 404]);
    const head = await fetch(`${town().instance.url}${whole}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).to.deep.equal([200, headers.get('content-length')]);
    expect(existsSync(join(town().instance.folder, 'x'))).to.equal(false);
  });

  it('gives documents to be saved, never to be opened here', async () => {
    const { admin, visitor } = town();
    const { path, files } = await aRecord('Konzept');
    expect((await admin.upload(files, anUploadForm('Grüße "§".pdf', A_PDF))).status).to.equal(303);
    await publish(path);
    const [link = ''] = linksIn(await admin.get(files));
    const { headers, text } = await visitor.get(link);
    expect(text).to.equal(A_PDF.toString());
    expect(headers.get('content-disposition')).to.equal(`attachment; filename="Gr__e _.pdf"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%C2%A7.pdf`);
    expect((await visitor.get(link, { range: 'bytes=-6' })).text).to.equal(A_PDF.subarray(-6).toString());
    expect((await visitor.get(path)).text).to.contain(link);
  });

  it('refuses what is hostile or lies with 422 and a sentence, keeps what was typed, and keeps nothing else', async () => {
    const { admin } = town();
    const { files } = await aRecord('Feindliches');
    const before = kept().length;
    const photo = await aPhoto();
    for (const [name, content, sentence] of [
      ['leer.png', '', 'Die Datei ist leer'],
      ['bild.svg', AN_SVG, 'als PNG'],
      ['bild.png', '<!doctype html><script>alert(1)</script>', 'Diese Art von Datei'],
      ['bombe.png', aPixelBomb(), 'zu viele Bildpunkte'],
      ['halb.jpg', photo.subarray(0, 900), 'beschädigt'],
      ['bild.pdf', photo, 'Endung'],
    ] as const) {
      const answer = await admin.upload(files, anUploadForm(name, content));
      expect([answer.status, answer.text.includes(sentence)], name).to.deep.equal([422, true]);
      expect(answer.text, name).to.contain('Ada Licht').and.contain('noch einmal aus');
    }
    const empty = await admin.upload(files, anUploadForm('', '', { 'documents.title': '<b>T</b>' }));
    expect(empty.status).to.equal(422);
    expect(empty.text)
      .to.contain('Bitte wählen Sie eine Datei')
      .and.contain('#feld-documents-alt')
      .and.contain('#feld-documents-credit')
      .and.contain('&lt;b&gt;T');
    expect([kept().length, leftOvers()]).to.deep.equal([before, []]);
  });

  it('answers odd forms without a fault', async () => {
    const { admin, instance } = town();
    const { files } = await aRecord('Seltsames');
    const csrf = encodeURIComponent(await admin.token(files));
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const send = async (type: string, body: string | Uint8Array): Promise<number> =>
      (
        await fetch(`${instance.url}${files}?csrf=${csrf}`, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie, 'content-type': type },
          body: new Uint8Array(Buffer.from(body)),
        })
      ).status;
    const part = (head: string, content = 'x') => `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
    for (const body of [
      '',
      '--b',
      '--b--\r\n',
      `${part('name="file"; filename="a.txt"')}`,
      `${part('name="anders"; filename="a.txt"')}--b--\r\n`,
      `${part('name="file"; filename="a.txt"')}${part('name="file"; filename="b.txt"')}--b--\r\n`,
      `${part('name="__proto__"')}${part('name="a[b][c]"')}${part('name="slot"', 'toString')}--b--\r\n`,
      `${part('name="documents.alt"', 'x'.repeat(20_000))}--b--\r\n`,
      `${Array.from({ length: 60 }, (_, n) => part(`name="f${n}"`)).join('')}--b--\r\n`,
      randomBytes(5_000),
    ])
      expect(await send('multipart/form-data; boundary=b', body), body.toString().slice(0, 60)).to.be.within(400, 499);
    expect(await send('multipart/form-data', 'x')).to.be.within(400, 499);
    expect(leftOvers()).to.deep.equal([]);
  });

  it('stops a gigabyte early, with 413, the limit in a sentence and what was typed', async () => {
    const { admin, instance } = town();
    const { files } = await aRecord('Gigabyte');
    const csrf = encodeURIComponent(await admin.token(files));
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    for (const isAnnounced of [true, false]) {
      const { status, text, sent } = await sendGigabyte(`${instance.url}${files}?csrf=${csrf}`, cookie, isAnnounced);
      expect(status, `announced: ${isAnnounced}`).to.equal(413);
      expect(text).to.contain('höchstens 50 MB').and.contain('Ada Licht');
      expect(sent).to.be.lessThan(400 * 1024 ** 2);
    }
    for (let n = 0; n < 50 && leftOvers().length > 0; n += 1) await pause(50);
    expect(leftOvers()).to.deep.equal([]);
    expect((await admin.get(files)).status).to.equal(200);
  });

  it('lets nobody in without a token, without a session, or to what is hidden', async () => {
    const { admin, instance, visitor } = town();
    const { files, path } = await aRecord('Verborgen', 'draft');
    const before = kept().length;
    const photo = await aPhoto();
    const post = (cookie: string, query: string) =>
      fetch(`${instance.url}${files}${query}`, { method: 'POST', redirect: 'manual', headers: { cookie }, body: anUploadForm('x.jpg', photo) });
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect((await post(cookie, '')).status).to.be.oneOf([303, 403]);
    expect((await post(cookie, '?csrf=falsch')).status).to.be.oneOf([303, 403]);
    expect((await post('', '?csrf=falsch')).status).to.be.oneOf([303, 403]);
    // Whoever has no session any more signs in, and finds what was typed.
    const asked = await post('', '?csrf=falsch');
    const lost = await asked.text();
    expect(lost).to.contain('Das Rathaus von vorn').and.not.contain('csrf=falsch');
    expect((await visitor.get(files)).location).to.match(/^\/sign-in\?to=/);
    expect((await post(cookie, '?csrf=falsch')).headers.get('location')).to.equal(files);
    expect((await admin.get(files)).text)
      .to.contain('Das Rathaus von vorn')
      .and.contain('noch einmal aus');
    expect((await admin.get('/projects/gibt-es-nicht/edit/files')).status).to.equal(404);
    expect((await admin.get('/lessons/x/edit/files')).status).to.equal(404);
    expect(kept().length).to.equal(before);
    expect((await admin.upload(files, anUploadForm('x.jpg', photo))).status).to.equal(303);
    const [link = ''] = linksIn(await admin.get(files));
    expect([(await visitor.get(link)).status, (await admin.get(link)).status]).to.deep.equal([404, 200]);
    expect((await visitor.get(path)).status).to.equal(404);
  });

  it('takes a file out, brings it back by nobody else’s doing, deletes it for good, and all of them with the record', async () => {
    const { admin, visitor, instance } = town();
    const { path, files } = await aRecord('Kommen und Gehen');
    for (const name of ['eins.png', 'zwei.png']) expect((await admin.upload(files, anUploadForm(name, await aPicture('png', 40)))).status).to.equal(303);
    await publish(path);
    const links = linksIn(await admin.get(files));
    const [one = '', two = ''] = [links.find((link) => link.endsWith('eins.png')), links.find((link) => link.endsWith('zwei.png'))];
    expect((await admin.post(`${files}/remove`, { url: `${instance.url}${one}` }, files)).location).to.equal(`${files}?said=removed`);
    expect((await visitor.get(one)).status, 'still published').to.equal(200);
    const id = one.split('/')[2] ?? '';
    expect((await admin.post(`${files}/delete`, { file: id }, files)).status, 'still used').to.equal(403);
    await publish(path);
    expect([(await visitor.get(one)).status, (await admin.get(one)).status]).to.deep.equal([404, 200]);
    const blobs = kept().length;
    expect((await admin.post(`${files}/delete`, { file: id }, files)).location).to.equal(`${files}?said=deleted`);
    expect([(await admin.get(one)).status, kept().length]).to.deep.equal([410, blobs - 1]);
    expect((await admin.post(`${files}/remove`, { url: 'https://anders.example/x' }, files)).status).to.equal(404);

    expect((await visitor.get(two)).status).to.equal(200);
    expect((await instance.call('DELETE', `/api/v1${path}`)).status).to.be.oneOf([200, 204]);
    await instance.settled();
    expect((await visitor.get(two)).status).to.equal(410);
    expect(kept().length).to.equal(blobs - 2);
  });
});
