import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';
import sharp from 'sharp';

import { createFileCheck } from '../../../server/files/file-check.ts';
import type { CheckedFile } from '../../../server/ports/file-check.ts';
import { A_MODEL, A_PDF, AN_SVG, aPhoto, aPicture, aPixelBomb, aZip } from '../../fixtures/some-files.ts';

describe('what is sent as a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-check-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const { check } = createFileCheck();

  const judged = async (name: string, content: Uint8Array | string, takes: 'any' | 'image' | 'bpmn' = 'any') => {
    const path = join(folder, 'sent');
    writeFileSync(path, content);
    return check({ path, name, bytes: Buffer.byteLength(content) }, takes);
  };
  const flawOf = async (...args: Parameters<typeof judged>): Promise<string> => {
    const found = await judged(...args);
    return 'flaw' in found ? found.flaw : `taken as ${found.type}`;
  };
  const taken = async (...args: Parameters<typeof judged>): Promise<CheckedFile> => {
    const found = await judged(...args);
    if ('flaw' in found) throw new Error(`Not taken: ${found.flaw}`);
    return found;
  };
  const bytesOf = async ({ parts }: CheckedFile, n = 0): Promise<Buffer> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of parts[n]?.content() ?? []) chunks.push(chunk);
    return Buffer.concat(chunks);
  };

  it('a photograph stands upright, has thumbnails, and tells neither place nor device nor name', async () => {
    const photo = await aPhoto();
    expect(photo.toString('latin1')).to.contain('Geheimkamera').and.contain('Mustermann');
    const found = await taken('Foto.JPG', photo);
    expect(found.kind).to.equal('image');
    expect(found.parts.map(({ size, type, width, height }) => [size, type, width, height])).to.deep.equal([
      [null, 'image/jpeg', 800, 1_200],
      [320, 'image/webp', 320, 480],
    ]);
    for (const n of [0, 1]) {
      const bytes = await bytesOf(found, n);
      const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata();
      expect([exif, xmp, iptc, icc, orientation]).to.deep.equal([undefined, undefined, undefined, undefined, undefined]);
      expect(bytes.toString('latin1')).not.to.match(/Geheimkamera|Mustermann|GPS|Exif/);
    }
  });

  it('pictures of every kind are made anew, big ones smaller', async () => {
    for (const [format, type] of [
      ['png', 'image/png'],
      ['webp', 'image/webp'],
      ['gif', 'image/png'],
      ['avif', 'image/webp'],
    ] as const)
      expect((await taken(`bild.${format}`, await aPicture(format))).type, format).to.equal(type);
    const [whole] = (await taken('gross.jpg', await aPhoto(4_000, 3_000))).parts;
    expect([whole?.width, whole?.height]).to.deep.equal([1_920, 2_560]);
  });

  it('a picture keeps nothing that was hung on behind it', async () => {
    const found = await taken('x.png', Buffer.concat([await aPicture('png'), Buffer.from('<script>alert(1)</script>PK\x03\x04')]));
    expect((await bytesOf(found)).toString('latin1')).not.to.contain('script');
  });

  it('pictures that would burst are refused before they are unpacked', async () => {
    expect(await flawOf('bombe.png', aPixelBomb())).to.equal('too-many-pixels');
    expect(
      await flawOf(
        'gross.avif',
        await sharp({ create: { width: 4_100, height: 4_000, channels: 3, background: 'red' } })
          .avif({ effort: 0 })
          .toBuffer(),
      ),
    ).to.equal('too-many-pixels-avif');
    expect(await flawOf('riesig.jpg', Buffer.concat([await aPhoto(), Buffer.alloc(21 * 1024 ** 2)]))).to.equal('too-large-picture');
  });

  it('damaged pictures are refused, whole ones among many are not', async () => {
    const photo = await aPhoto();
    expect(await flawOf('halb.jpg', photo.subarray(0, photo.length / 2))).to.equal('broken');
    expect(await flawOf('kopf.jpg', photo.subarray(0, 20))).to.equal('broken');
    expect(await flawOf('kopf.png', (await aPicture('png')).subarray(0, 40))).to.equal('broken');
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) => check({ path: join(folder, `weg-${n}`), name: 'x.jpg', bytes: 1 }, 'any').catch(() => 'gone')),
    );
    expect(all).to.have.length(20);
  });

  it('what can hold programs or lies about itself is refused, each with its own reason (T52)', async () => {
    const cases: readonly (readonly [name: string, content: Uint8Array | string, flaw: string])[] = [
      ['leer.png', '', 'empty'],
      ['bild.svg', AN_SVG, 'vector'],
      ['bild.png', AN_SVG, 'vector'],
      ['bild.svg', '<svg onload="alert(1)"></svg>', 'vector'],
      ['bild.png', '<!doctype html><script>alert(1)</script>', 'unknown'],
      ['text.txt', '\n\n<html><body>hallo</body></html>', 'unknown'],
      ['foto.png', A_PDF, 'lying'],
      ['plan.pdf', await aPhoto(), 'lying'],
      ['plan.pdf', 'Das ist kein PDF', 'lying'],
      ['programm.exe', Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), 'unknown'],
      ['programm.pdf', Buffer.from('\x7fELF\x02\x01\x01\x00', 'latin1'), 'unknown'],
      ['alt.doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'unknown'],
      ['archiv.zip', aZip({ 'a.txt': 'a' }), 'unknown'],
      ['brief.docx', aZip({ 'a.txt': 'a' }), 'unknown'],
      ['brief.docx', aZip({ '[Content_Types].xml': '<x/>', 'word/document.xml': '<x/>', 'word/vbaProject.bin': 'x' }), 'macros'],
      ['brief.odt', aZip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>', 'Basic/script.xml': 'x' }), 'macros'],
      ['brief.docx', Buffer.from('PK\x03\x04 und dann nichts', 'latin1'), 'broken'],
      ['modell.bpmn', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', 'doctype'],
      ['modell.xml', '<?xml-stylesheet href="http://x"?><x/>', 'doctype'],
      ['modell.xml', '<x><y></x></y>', 'broken'],
      ['modell.xml', `${'<a>'.repeat(100_000)}`, 'broken'],
      ['modell.xml', `<a>${'<!--'.repeat(500_000)}`, 'broken'],
      ['foto.heic', Buffer.from('\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic', 'latin1'), 'phone-format'],
      ['foto.tif', Buffer.from('II*\x00\x08\x00\x00\x00\x00\x00\x00\x00', 'latin1'), 'unknown'],
    ];
    for (const [name, content, flaw] of cases) expect(await flawOf(name, content), `${name}: ${content.toString().slice(0, 40)}`).to.equal(flaw);
  });

  it('documents are known by what is in them and stay as they are; a zip is never unpacked', async () => {
    const office = (part: string) => aZip({ '[Content_Types].xml': '<x/>', [part]: '<x/>' }, 4_000_000_000);
    const open = (kind: string) => aZip({ mimetype: `application/vnd.oasis.opendocument.${kind}`, 'content.xml': '<x/>' });
    for (const [name, content, type] of [
      ['a.pdf', A_PDF, 'application/pdf'],
      ['a.docx', office('word/document.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      ['a.xlsx', office('xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['a.pptx', office('ppt/presentation.xml'), 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
      ['a.odt', open('text'), 'application/vnd.oasis.opendocument.text'],
      ['a.ods', open('spreadsheet'), 'application/vnd.oasis.opendocument.spreadsheet'],
      ['a.odp', open('presentation'), 'application/vnd.oasis.opendocument.presentation'],
      ['a.csv', 'Ort;Zahl\nKöln;1\n', 'text/csv'],
      ['a.txt', Buffer.from('Stra\xdfe in Latein\n', 'latin1'), 'text/plain'],
      ['a.bpmn', A_MODEL, 'application/bpmn+xml'],
      ['a.xml', A_MODEL, 'application/bpmn+xml'],
      ['b.xml', '<liste><zeile a="1"/></liste>', 'application/xml'],
    ] as const) {
      const found = await taken(name, content);
      expect(found.type, name).to.equal(type);
      expect((await bytesOf(found)).equals(Buffer.from(content)), name).to.equal(true);
    }
  });

  it('a place for pictures takes pictures, a place for models takes models', async () => {
    expect(await flawOf('a.pdf', A_PDF, 'image')).to.equal('not-a-picture');
    expect(await flawOf('a.png', await aPicture('png'), 'bpmn')).to.equal('not-a-process');
    expect(await flawOf('b.xml', '<liste/>', 'bpmn')).to.equal('not-a-process');
    expect((await taken('a.bpmn', A_MODEL, 'bpmn')).type).to.equal('application/bpmn+xml');
    expect((await taken('a.png', await aPicture('png'), 'image')).type).to.equal('image/png');
  });
});
