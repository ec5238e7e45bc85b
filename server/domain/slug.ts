const MAX = 80;
// Titles are shorter; what is no title yet must not keep the house busy.
const MOST_READ = 1_000;

/** A title as the last segment of an address: small Latin letters, digits, hyphens; umlauts written out. Never empty. */
export function slugOf(title: string): string {
  const plain = title
    .slice(0, MOST_READ)
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-');
  const cut = plain.length > MAX ? plain.slice(0, MAX).replace(/-[^-]*$/, '') : plain;
  return cut.replace(/^-+|-+$/g, '') || 'eintrag';
}

/** The addresses to try in turn when the plain one is taken. `new` is the address of the form and never a record's. */
export function slugCandidate(title: string, attempt: number): string {
  const slug = slugOf(title);
  const wanted = slug === 'new' ? 'new-eintrag' : slug;
  return attempt === 0 ? wanted : `${wanted}-${attempt + 1}`;
}
