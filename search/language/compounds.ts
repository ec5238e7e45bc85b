/** How surely a longer word holds the word looked for: near (inflected, derived, or a compound of known parts), part, or weak. */
export type Holding = 'near' | 'part' | 'weak';

/** Letters that German puts between the parts of a compound. */
export const LINKS: readonly string[] = ['', 's', 'es', 'n', 'en', 'er', 'e'];
const ENDINGS =
  /^(e?s|e[nmr]?|in(nen)?|ung(en|s)?|ier.*|isch.*|ik(en)?|al.*|ell.*|ismus|itat(en)?|lich.*|keit(en)?|heit(en)?|schaft(en)?|bar.*|los.*|s?wesen|tum|or(en)?|ig.*)$/;
// Prefixes that are no words of their own make another word: "Antrag" is not about carrying.
const PARTICLES = /^(ab|an|auf|aus|be|bei|ein|ent|er|ge|mit|nach|um|un|ver|vor|zer|zu)$/;

/** How `term` holds the word, or null when the letters meet only by chance; `isWord` knows the words of all texts. */
export function holding(term: string, asked: { readonly form: string; readonly stem: string }, isWord: (form: string) => boolean): Holding | null {
  const { form, stem } = asked;
  const base = term.includes(form) ? form : stem;
  if (base.length < 4 && !term.startsWith(form)) return null;
  const place = term.endsWith(base) ? term.length - base.length : term.indexOf(base);
  if (place < 0) return null;
  const head = term.slice(0, place);
  const tail = term.slice(place + base.length);
  const before = head === '' ? 'near' : isKnown(head, isWord) ? 'part' : chance(head, base);
  const after = tail === '' || ENDINGS.test(tail) ? 'near' : followsAsWord(tail, isWord) ? 'part' : base === form && head === '' ? 'part' : chance(tail, base);
  return weaker(before, after);
}

/** The places where a compound may be parted into two known words, linking letters left out. */
export function partings(form: string, isWord: (form: string) => boolean): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  for (let place = 4; place <= form.length - 4; place += 1) {
    const tail = form.slice(place);
    if (!isWord(tail)) continue;
    const head = LINKS.filter((link) => form.slice(0, place).endsWith(link))
      .map((link) => form.slice(0, place - link.length))
      .find((part) => part.length >= 3 && isWord(part));
    if (head !== undefined) found.push([head, tail]);
  }
  return found;
}

function isKnown(head: string, isWord: (form: string) => boolean): boolean {
  if (head.length < 3 || PARTICLES.test(head)) return false;
  return LINKS.some((link) => head.endsWith(link) && head.length - link.length >= 3 && isWord(head.slice(0, head.length - link.length))) || isWord(`${head}e`);
}

function followsAsWord(tail: string, isWord: (form: string) => boolean): boolean {
  return LINKS.some((link) => tail.startsWith(link) && tail.length - link.length >= 3 && isWord(tail.slice(link.length)));
}

/** Unknown letters around a long word are probably a compound with a rare word; around a short one they are chance. */
function chance(rest: string, base: string): Holding | null {
  if (PARTICLES.test(rest) || rest.length < 3) return base.length >= 6 ? 'weak' : null;
  return base.length >= 5 ? 'weak' : null;
}

function weaker(one: Holding | null, other: Holding | null): Holding | null {
  if (one === null || other === null) return null;
  const order: readonly Holding[] = ['near', 'part', 'weak'];
  return order[Math.max(order.indexOf(one), order.indexOf(other))] ?? null;
}
