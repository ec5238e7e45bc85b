declare const safe: unique symbol;

/** HTML that was made by our own renderer and sanitised; the only thing that may stand in triple braces. Made in server/text alone. */
export type SafeHtml = string & { readonly [safe]: true };
