import { administered, refusalToAdminister } from '../domain/administer.ts';
import { problem } from '../domain/content/field-problem.ts';
import { type LegalPage, type LegalText, LONGEST_TEXT, type TextLanguage } from '../domain/legal-text.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { TextsStore } from '../ports/texts-store.ts';

interface Needs {
  texts: TextsStore;
  clock: Clock;
}

export type ChangeTexts = ReturnType<typeof changeTexts>;

/** The legal texts: read by everybody, written by admins. */
export function changeTexts({ texts, clock }: Needs) {
  /**
   * Puts this Markdown in the place of the text; null brings the template back. `seen` is when the text was last changed as its writer saw
   * it (null: the template): another one there now is not overwritten.
   */
  const change = async (viewer: Viewer, page: LegalPage, language: TextLanguage, written: string | null, seen: string | null): Promise<Result<null>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const markdown = written === null ? null : written.replace(/\r\n?/g, '\n').trim();
    if (markdown === '') return invalid(problem('text', 'required'));
    if (markdown !== null && markdown.length > LONGEST_TEXT) return invalid(problem('text', 'too-long', { limit: LONGEST_TEXT }));
    const now = clock().toISOString();
    const last: { result: Result<null> } = { result: accept(null) };
    await texts.change(page, language, (before) => {
      const isOther = (before?.updated ?? null) !== seen;
      last.result = isOther ? refuse({ kind: 'outdated' }) : accept(null);
      if (isOther || (before?.markdown ?? null) === markdown) return null;
      const detail = `${page} (${language})${markdown === null ? ': template' : ''}`;
      const happened = [administered(userOf(viewer), `${page}-${language}`, now, 'texts-changed', detail)];
      return { text: { page, language, markdown, updated: now }, happened };
    });
    return last.result;
  };

  const read = (page: LegalPage, language: TextLanguage): Promise<LegalText | undefined> => texts.find(page, language);
  return { change, read, all: () => texts.all() };
}
