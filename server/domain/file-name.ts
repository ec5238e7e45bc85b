import { slugOf } from './slug.ts';

const MOST = 100;
// Directions that turn letters around (a name that reads "txt.exe"), what is not seen, and what a path or a shell takes for its own.
const HARMFUL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}<>:"|?*`$]/gu;

/** A name as it came, made harmless and given this ending: no path, no control or direction characters, at most 100 letters. Never empty. */
export function cleanName(given: string, ending: string): string {
  const stem = stemOf(lastSegment(given.normalize('NFC')).replace(HARMFUL, ''));
  const cut = [...stem.replace(/\s+/g, ' ')].slice(0, MOST).join('');
  const plain = cut.replace(/^[\s.~-]+|[\s.]+$/g, '');
  return `${plain === '' ? 'datei' : plain}.${ending}`;
}

/** What the name says it is: its ending in small letters, empty when it has none. */
export function endingOf(given: string): string {
  const name = lastSegment(given).replace(HARMFUL, '').trim();
  return /[^.]\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The last segment of a file's address: small Latin letters, digits, hyphens, and the ending. */
export function nameInAddress(name: string, ending: string): string {
  return `${slugOf(stemOf(name))}.${ending}`;
}

function lastSegment(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? '';
}

function stemOf(name: string): string {
  return name.replace(/(?<=[^.])\.[A-Za-z0-9]{1,10}\s*$/, '');
}
