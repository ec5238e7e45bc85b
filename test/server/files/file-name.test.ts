import { expect } from 'chai';

import { cleanName, endingOf, nameInAddress } from '../../../server/domain/file-name.ts';

describe('the name of a file', () => {
  it('loses paths, hidden letters and what turns letters around (T52)', () => {
    for (const [given, clean] of [
      ['../../etc/passwd.png', 'passwd.png'],
      ['C:\\Users\\erika\\Foto.PNG', 'Foto.png'],
      ['rechnung\u202Egnp.exe', 'rechnunggnp.png'],
      ['a\u0000b\r\nSet-Cookie: x.png', 'abSet-Cookie x.png'],
      ['.htaccess', 'htaccess.png'],
      ['...', 'datei.png'],
      ['', 'datei.png'],
      ['~$vorlage.docx', 'vorlage.png'],
      ['  Grüße  aus   Köln .jpeg', 'Grüße aus Köln.png'],
      ['"><script>alert(1)</script>.png', 'script.png'],
      [`${'ä'.repeat(300)}.png`, `${'ä'.repeat(100)}.png`],
    ] as const)
      expect(cleanName(given, 'png'), given).to.equal(clean);
  });

  it('has the ending people see', () => {
    expect(['Foto.JPG', 'a.b.pdf', '.htaccess', 'ohne', 'x.png/', 'a\u202E.pdf', 'a.'].map(endingOf)).to.deep.equal(['jpg', 'pdf', '', '', '', 'pdf', '']);
  });

  it('stands in its address in plain letters', () => {
    expect(nameInAddress('Grüße aus Köln.png', 'webp')).to.equal('gruesse-aus-koeln.webp');
    expect(nameInAddress('名前.png', 'png')).to.equal('eintrag.png');
  });
});
