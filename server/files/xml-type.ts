import { BPMN, type FileFlaw } from '../domain/file-types.ts';

const BPMN_MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const PICTURE_ROOTS = new Set(['svg', 'html', 'math', 'xdp', 'stylesheet', 'transform']);
const MOST_DEPTH = 200;

/**
 * XML that brings along nothing but itself: no document type, no entities, no style sheet to fetch. Opened tags are closed again.
 * BPMN when its root says so. Whoever opens it later is spared what can hide in XML.
 */
export function xmlType(text: string): { type: string } | { flaw: FileFlaw } {
  if (/<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i.test(text)) return { flaw: 'doctype' };
  if (/<\?(?!xml\s)/i.test(text)) return { flaw: 'doctype' };
  const root = rootOf(text);
  if (root === null) return { flaw: 'broken' };
  const local = root.name.split(':').at(-1)?.toLowerCase() ?? '';
  if (local === 'svg') return { flaw: 'vector' };
  if (PICTURE_ROOTS.has(local)) return { flaw: 'unknown' };
  return { type: local === 'definitions' && root.attributes.includes(BPMN_MODEL) ? BPMN : 'application/xml' };
}

/** The root element of a text whose tags all match; null when they do not. */
function rootOf(text: string): { name: string; attributes: string } | null {
  const plain = withoutAsides(text);
  if (plain === null) return null;
  const open: string[] = [];
  let root: { name: string; attributes: string } | null = null;
  let end = 0;
  for (const tag of plain.matchAll(/<(\/?)([\p{L}_][\p{L}\p{N}_.:-]*)((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/gu)) {
    const [whole, isClosing, name = '', attributes = '', isEmpty] = tag;
    if (plain.slice(end, tag.index).includes('<')) return null;
    end = tag.index + whole.length;
    if (isClosing === '/') {
      if (open.pop() !== name) return null;
      continue;
    }
    if (open.length === 0 && root !== null) return null;
    root ??= { name, attributes };
    if (isEmpty !== '/' && open.push(name) > MOST_DEPTH) return null;
  }
  return open.length === 0 && !plain.slice(end).includes('<') ? root : null;
}

const ASIDES: readonly (readonly [begin: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/** Without comments, quoted text and declarations; null when one of them never ends. Each character is looked at once. */
function withoutAsides(text: string): string | null {
  const kept: string[] = [];
  for (let at = 0; ; ) {
    const next = text.indexOf('<', at);
    if (next < 0) return kept.join('') + text.slice(at);
    const aside = ASIDES.find(([begin]) => text.startsWith(begin, next));
    const end = aside === undefined ? next + 1 : text.indexOf(aside[1], next + aside[0].length);
    if (end < 0) return null;
    kept.push(text.slice(at, aside === undefined ? end : next));
    at = aside === undefined ? end : end + aside[1].length;
  }
}
