/** A value of a structured field (RFC 8941), with the one text by which it is written. */
export interface Bare {
  readonly kind: 'string' | 'integer' | 'bytes' | 'boolean' | 'token';
  /** Strings without quotes, bytes in base64, the rest as written. */
  readonly value: string;
  readonly text: string;
}

export type Parameters = ReadonlyMap<string, Bare>;

export interface Item {
  readonly bare: Bare;
  readonly parameters: Parameters;
}

export interface InnerList {
  readonly items: readonly Item[];
  readonly parameters: Parameters;
  /** The list with its parameters as RFC 8941 writes it, however it was spaced. */
  readonly text: string;
}

interface Scanner {
  /** What the (sticky) pattern finds right here, and on behind it; null when it does not fit. */
  take(pattern: RegExp): string | null;
  isAtEnd(): boolean;
}

const KEY = /[a-z*][a-z0-9_.*-]*/y;
// No choice in it can begin where another one does: the time is linear in the text, whatever stands there.
const BARE = /"(?:[ !#-[\]-~]|\\["\\])*"|-?\d{1,15}(?![\d.])|:[A-Za-z0-9+/]*={0,2}:|\?[01]|[A-Za-z*][\w!#$%&'*+.^`|~:/-]*/y;
const TRUE: Bare = { kind: 'boolean', value: '1', text: '?1' };

/** The members of a dictionary that holds only what signature and digest fields hold; null for anything else, and for a key that comes twice. */
export function parseDictionary(text: string): ReadonlyMap<string, Item | InnerList> | null {
  const members = new Map<string, Item | InnerList>();
  const scanner = createScanner(text.trim());
  do {
    const key = scanner.take(KEY);
    const member = scanner.take(/=/y) === null ? null : parseMember(scanner);
    if (key === null || member === null || members.has(key)) return null;
    members.set(key, member);
  } while (scanner.take(/[ \t]*,[ \t]*/y) !== null);
  return scanner.isAtEnd() ? members : null;
}

function createScanner(text: string): Scanner {
  let position = 0;
  return {
    take(pattern) {
      pattern.lastIndex = position;
      const found = pattern.exec(text)?.[0] ?? null;
      position += found?.length ?? 0;
      return found;
    },
    isAtEnd: () => position === text.length,
  };
}

function parseMember(scanner: Scanner): Item | InnerList | null {
  return scanner.take(/\( */y) === null ? parseItem(scanner) : parseInnerList(scanner);
}

function parseInnerList(scanner: Scanner): InnerList | null {
  const items: Item[] = [];
  while (scanner.take(/\)/y) === null) {
    const item = parseItem(scanner);
    if (item === null || scanner.take(/ +|(?=\))/y) === null) return null;
    items.push(item);
  }
  const parameters = parseParameters(scanner);
  return parameters === null ? null : { items, parameters, text: `(${items.map(itemText).join(' ')})${parametersText(parameters)}` };
}

function parseItem(scanner: Scanner): Item | null {
  const bare = parseBare(scanner);
  const parameters = bare === null ? null : parseParameters(scanner);
  return bare === null || parameters === null ? null : { bare, parameters };
}

function parseParameters(scanner: Scanner): Parameters | null {
  const parameters = new Map<string, Bare>();
  while (scanner.take(/; */y) !== null) {
    const key = scanner.take(KEY);
    const value = scanner.take(/=/y) === null ? TRUE : parseBare(scanner);
    if (key === null || value === null || parameters.has(key)) return null;
    parameters.set(key, value);
  }
  return parameters;
}

function parseBare(scanner: Scanner): Bare | null {
  const text = scanner.take(BARE);
  if (text === null) return null;
  if (text.startsWith('"')) return { kind: 'string', value: text.slice(1, -1).replace(/\\(.)/g, '$1'), text };
  if (/^-?\d/.test(text)) return { kind: 'integer', value: String(Number(text)), text: String(Number(text)) };
  if (text.startsWith('?')) return { kind: 'boolean', value: text.slice(1), text };
  if (!text.startsWith(':')) return { kind: 'token', value: text, text };
  const value = Buffer.from(text.slice(1, -1), 'base64').toString('base64');
  return { kind: 'bytes', value, text: `:${value}:` };
}

function itemText({ bare, parameters }: Item): string {
  return `${bare.text}${parametersText(parameters)}`;
}

function parametersText(parameters: Parameters): string {
  return [...parameters].map(([key, { text }]) => (text === TRUE.text ? `;${key}` : `;${key}=${text}`)).join('');
}
