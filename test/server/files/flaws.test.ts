import { expect } from 'chai';

import { FILE_FLAWS, FILE_TYPES } from '../../../server/domain/file-types.ts';
import { openWords } from '../../../server/web/i18n.ts';

describe('why a file is not taken', () => {
  const words = openWords('views/locales');

  for (const language of ['de', 'en'] as const) {
    it(`is said for every reason, with every number filled in (${language})`, () => {
      const values = { image: 20, document: 50, pixels: 50, avif: 16, most: 50 };
      for (const flaw of FILE_FLAWS)
        expect(words[language].t(`files.flaw.${flaw}`, values), flaw)
          .to.match(/^\p{Lu}.{15,}\.$/su)
          .and.not.match(/[{}]/);
    });

    it(`names every kind of file that is taken (${language})`, () => {
      const sentence = words[language].t('files.flaw.unknown').toLowerCase();
      for (const { ending } of Object.values(FILE_TYPES)) expect(sentence, ending).to.contain(ending === 'jpg' ? 'jpeg' : ending);
    });
  }
});
