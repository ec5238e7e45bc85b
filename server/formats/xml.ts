const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as XML 1.0 that says exactly that text, without the characters that XML cannot carry at all. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** An element with attributes; those that are null are left out. `inner` is XML already; null makes an empty element. */
export function element(name: string, attributes: Readonly<Record<string, string | null>>, inner: string | null): string {
  const said = Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : [` ${key}="${escapeXml(value)}"`]));
  return inner === null ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${inner}</${name}>`;
}

/** An element that holds text and nothing else. */
export function textElement(name: string, text: string): string {
  return element(name, {}, escapeXml(text));
}
