const SIGNS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
// The work grows with the square of the length; keys have about 48 signs.
const MOST_SIGNS = 128;

/** The bytes of a base58btc text; null when it is none, or longer than any key. */
export function decodeBase58(text: string): Buffer | null {
  const digits = [...text].map((sign) => SIGNS.indexOf(sign));
  if (text.length === 0 || text.length > MOST_SIGNS || digits.includes(-1)) return null;
  const zeros = digits.findIndex((digit) => digit !== 0);
  if (zeros < 0) return Buffer.alloc(digits.length);
  const hex = digits.reduce((number, digit) => number * 58n + BigInt(digit), 0n).toString(16);
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')]);
}
