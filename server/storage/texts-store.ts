import { LEGAL_PAGES, type LegalText, TEXT_LANGUAGES } from '../domain/legal-text.ts';
import type { TextsStore } from '../ports/texts-store.ts';
import type { Collection, Collections, Shape } from './collection.ts';
import { type Journalled, noted, WAITING_INDEX } from './journalled.ts';

type Kept = Journalled & { readonly text: LegalText };

export const TEXTS: Shape<Kept> = { name: 'texts', schema: 1, indexes: [WAITING_INDEX] };

/** Imprint, privacy and accessibility texts: one document per page and language. */
export async function openTextsStore(collections: Collections, onHappened: () => void): Promise<{ texts: TextsStore; journalled: Collection<Journalled> }> {
  const kept = await collections.open(TEXTS);
  const ids = LEGAL_PAGES.flatMap((page) => TEXT_LANGUAGES.map((language) => `${page}-${language}`));
  const texts: TextsStore = {
    find: async (page, language) => (await kept.get(`${page}-${language}`))?.text,
    all: async () => (await kept.getMany(ids)).map(({ text }) => text),
    async change(page, language, next) {
      const id = `${page}-${language}`;
      const after = await kept.change(id, (before) => {
        const changed = next(before?.text);
        return changed === null ? null : { id, text: changed.text, ...noted(before, changed.happened) };
      });
      onHappened();
      return after?.text;
    },
  };
  return { texts, journalled: kept as unknown as Collection<Journalled> };
}
