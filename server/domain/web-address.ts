/**
 * An address in its parts; null for what is none. Instead of URL.canParse, which under Node 20 and 22 begins to refuse addresses with umlauts
 * after some thousand calls (it takes Latin-1 for UTF-8 once it is optimised).
 */
export function parseAddress(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
