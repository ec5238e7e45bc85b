const YES = new Set(['ja', 'j', 'x', 'wahr', 'yes', 'true', '1']);
const NO = new Set(['nein', 'n', 'falsch', 'no', 'false', '0']);
const MONTHS = ['jan', 'feb', 'mär', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'];

/** A number as spreadsheets and people in Germany write it, "1.234,56 €", or as programs do, "1234.56"; null when it is none. */
export function readNumber(text: string): number | null {
  const plain = text
    .replace(/(eur|euro|€|%|prozent|einwohner|monate|minuten|vzä)/gi, '')
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace(/,-+$/, '')
    .replace(/^\u2212/, '-');
  const written = /^-?\d+(\.\d+)?e[+-]?\d+$/i.test(plain) ? plain : withDecimalPoint(plain);
  return written !== null && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(written) ? Number(written) : null;
}

/** Takes thousands' marks out. A single dot before exactly three digits is one ("1.234"), unless a lone zero stands before it. */
function withDecimalPoint(plain: string): string | null {
  const commas = plain.split(',').length - 1;
  const dots = plain.split('.').length - 1;
  const isGrouped = (mark: '.' | ',', whole: string) => new RegExp(`^-?\\d{1,3}(\\${mark}\\d{3})*$`).test(whole);
  if (commas === 1 && plain.lastIndexOf(',') > plain.lastIndexOf('.')) {
    const [whole = '', part = ''] = plain.split(',');
    return dots === 0 || isGrouped('.', whole) ? `${whole.replaceAll('.', '')}.${part}` : null;
  }
  if (dots === 1 && commas > 0) {
    const [whole = '', part = ''] = plain.split('.');
    return isGrouped(',', whole) ? `${whole.replaceAll(',', '')}.${part}` : null;
  }
  if (commas > 1) return isGrouped(',', plain) ? plain.replaceAll(',', '') : null;
  const isThousands = dots > 1 || /^-?[1-9]\d{0,2}\.\d{3}$/.test(plain);
  if (!isThousands) return plain;
  return isGrouped('.', plain) ? plain.replaceAll('.', '') : null;
}

/** A number as a cell that a German spreadsheet reads, where "1.5" would be the first of May, and that `readNumber` reads back as the same. */
export function writeNumber(value: number): string {
  return String(value).replace('.', ',');
}

/** "31.12.2024", "12/2024", "Mai 2024" as EDTF; null when it is none of these. */
export function readDate(text: string): string | null {
  const plain = text.trim().replace(/[T ]00:00(:00)?(\.0+)?Z?$/, '');
  const day = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(plain);
  if (day !== null) return `${day[3]}-${two(day[2])}-${two(day[1])}`;
  const month = /^(\d{1,2})\s?[/.]\s?(\d{4})$/.exec(plain);
  if (month !== null) return `${month[2]}-${two(month[1])}`;
  const named = /^(\p{L}{3,9})\.?\s+(\d{4})$/u.exec(plain);
  const number = named === null ? -1 : MONTHS.indexOf((named[1] ?? '').toLowerCase().slice(0, 3));
  if (named !== null && number >= 0) return `${named[2]}-${two(String(number + 1))}`;
  return /^\d{4}(-\d{2}){0,2}$/.test(plain) ? plain : null;
}

/** "ja", "nein" and their kin; null when it is neither. */
export function readFlag(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : null;
}

function two(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}
