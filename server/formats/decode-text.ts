/** A text read from bytes. `isBroken`: some bytes were no UTF-8 and became U+FFFD. */
export interface Decoded {
  readonly text: string;
  readonly isBroken: boolean;
}

const LOOKED_AT = 65_536;

/** Finds out how a file's text is written: UTF-8 or UTF-16 (with or without a byte order mark), else Windows-1252, which any bytes can be. The mark is taken off. */
export function decodeText(bytes: Uint8Array): Decoded {
  const encoding = utf16Of(bytes);
  if (encoding !== null) return { text: new TextDecoder(encoding).decode(bytes), isBroken: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isBroken: false };
  } catch {
    // Whole umlauts beside broken ones: UTF-8 that was damaged, not another encoding.
    if (hasUtf8Umlaut(bytes)) return { text: new TextDecoder('utf-8').decode(bytes), isBroken: true };
    return { text: new TextDecoder('windows-1252').decode(bytes), isBroken: false };
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, LOOKED_AT - (LOOKED_AT % 2));
  const pairs = Math.floor(head.length / 2);
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  // Western letters have a zero byte on one side, and on that side alone.
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  return even > pairs * 0.6 && odd < pairs * 0.1 ? 'utf-16be' : null;
}

/** Ä Ö Ü ä ö ü ß and typographic quotes as UTF-8 writes them; as Windows-1252 these pairs would be nonsense. */
function hasUtf8Umlaut(bytes: Uint8Array): boolean {
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    if (bytes[at] === 0xc3 && [0x84, 0x96, 0x9c, 0xa4, 0xb6, 0xbc, 0x9f].includes(bytes[at + 1] ?? 0)) return true;
    if (bytes[at] === 0xe2 && bytes[at + 1] === 0x80) return true;
  }
  return false;
}
