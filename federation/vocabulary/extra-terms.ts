import { isPlainObject } from '../../server/domain/content/check-content.ts';
import { cleanJson } from './clean-json.ts';
import { type JsonObject, PREFIX } from './context.ts';
import { prefixed } from './terms.ts';

/** What our own terms are called that are no fields. */
export const META = new Set(['kind', 'schema', 'created', 'lastConfirmedAt', 'replaces', 'reuses', 'extra']);
// A key with one of these would say something about addressing, keys or licences instead of being kept for its reader.
const SPEAKING = /^(as|ldp|xsd|sec|dc|toot|schema|sdo|prov|https?|urn|did|mailto|rdfs?|owl|vcard|litepub|ostatus|misskey):/i;
const INSIDE = /^([^.]+)\.(?:(\d{1,4})\.)?([^.]+)$/;

/** The terms with what came along with a record and has no field here, each where it stood; what has no place goes out below `ln:extra`. */
export function withExtra(terms: JsonObject, extra: JsonObject): JsonObject {
  const all: Record<string, unknown> = { ...terms };
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(kept(extra))) {
    const term = key.includes(':') ? key : PREFIX + key;
    if (putInside(all, key, value)) continue;
    if (term in all || META.has(key) || SPEAKING.test(key)) rest[key] = value;
    else all[term] = prefixed(value);
  }
  return Object.keys(rest).length === 0 ? all : { ...all, [`${PREFIX}extra`]: prefixed(rest) };
}

/** Puts a member's unknown part (`contact.phone`, `providers.0.phone`) back into it, if it is still there. */
function putInside(all: Record<string, unknown>, key: string, value: unknown): boolean {
  const [, field, index, name = ''] = INSIDE.exec(key) ?? [];
  const found = field === undefined ? undefined : all[PREFIX + field];
  const member = index === undefined || !Array.isArray(found) ? found : (found as unknown[])[Number(index)];
  if (field === undefined || (index === undefined) === Array.isArray(found) || !isPlainObject(member) || PREFIX + name in member) return false;
  const filled = { ...member, [name.includes(':') ? name : PREFIX + name]: prefixed(value) };
  all[PREFIX + field] = index === undefined ? filled : (found as unknown[]).map((one, n) => (n === Number(index) ? filled : one));
  return true;
}

function kept(extra: JsonObject): JsonObject {
  const cleaned = cleanJson(extra);
  return cleaned.ok && isPlainObject(cleaned.value) ? cleaned.value : {};
}
