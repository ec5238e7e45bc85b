import { expect } from 'chai';

import { CONTENT_TYPES, RECORD_TYPES } from '../../server/domain/content/content-types.ts';
import { VOCABULARIES } from '../../server/domain/content/vocabularies.ts';
import { exportContext } from '../../server/formats/json-ld-records.ts';
import { entryOf } from '../../server/formats/record-entry.ts';
import { termsView } from '../../server/view-models/terms-view.ts';
import { openTemplates } from '../../server/web/handlebars.ts';
import { openWords } from '../../server/web/i18n.ts';
import { aRecord } from './samples.ts';

const BASE = 'https://town.example';

describe('the page of our terms', () => {
  const words = openWords('views/locales');
  const htmlIn = (language: 'de' | 'en') =>
    openTemplates('views')('pages/terms', { ...termsView(words[language]), shell: null } as never, { words: words[language], carried: null, baseUrl: BASE });
  const idsIn = (html: string): string[] => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);

  it('has an anchor for everything that exports and feeds point to, and none twice', () => {
    const ids = idsIn(htmlIn('de'));
    expect(ids).to.have.length(new Set(ids).size);
    const named = Object.values(exportContext(BASE)).flatMap((term) => {
      const [, anchor] = String(Reflect.get(Object(term), '@id')).split(`${BASE}/ns/v1#`);
      return anchor === undefined ? [] : [anchor];
    });
    expect(named.length).to.be.above(100);
    expect(ids).to.include.members([...named, 'type', 'topic', 'origin', ...RECORD_TYPES]);
    // What the context does not name falls under its @vocab.
    const told = RECORD_TYPES.flatMap((type) => Object.keys(entryOf(aRecord(type, { [CONTENT_TYPES[type].title]: 'x' }, { importedAs: null }))));
    expect(ids).to.include.members(told.filter((name) => name !== 'id'));
  });

  it('explains every code in both languages, and its links lead somewhere', () => {
    for (const language of ['de', 'en'] as const) {
      const html = htmlIn(language);
      const ids = new Set(idsIn(html));
      const links = [...html.matchAll(/ href="#([^"]*)"/g)].map(([, id = '']) => id).filter((id) => id !== 'inhalt');
      expect(links.length).to.be.above(30);
      expect(links.filter((id) => !ids.has(id))).to.deep.equal([]);
      for (const [name, codes] of Object.entries(VOCABULARIES)) for (const code of codes) expect(html, `${name}.${code}`).to.include(`<code>${code}</code>`);
    }
    expect(htmlIn('de')).to.include('Bearbeitungsstand').and.include('Pilotprojekt, Meilensteine');
  });
});
