import { isPlainObject } from '../../server/domain/content/check-content.ts';
import { cleanText } from '../../server/domain/content/check-scalar.ts';
import { type JsonObject, NAMESPACE, PREFIX } from './context.ts';
import { META } from './extra-terms.ts';
import { bareName, unprefixed } from './terms.ts';

const MOST_CHARACTERS = 100_000;

// Everything that ActivityStreams, its neighbours and other programs say of an object or actor; we read it elsewhere or not at all.
const SPOKEN = new Set(
  `id type actor attributedTo attachment audience bcc bto cc to content contentMap context conversation current describes duration endTime endpoints featured
  featuredTags first followers following formerType generator height icon image inbox inReplyTo inReplyToAtomUri atomUri indexable discoverable items last license
  liked likes location manuallyApprovesFollowers mediaType memorial movedTo name nameMap next object oneOf anyOf orderedItems origin outbox partOf preferredUsername
  prev preview proof published publicKey assertionMethod quote quoteUrl quoteUri quoteUrl radius rel replies result sensitive shares signature source startIndex
  startTime streams subject summary summaryMap suspended tag target totalItems units updated url value wasDerivedFrom width about alsoKnownAs devices
  webfinger capabilities commentsEnabled postingRestrictedToMods interactionPolicy interactingAs dcterms`.split(/\s+/),
);

/** Whether a name without our prefix can mean a field of ours. */
export function isOurs(name: string): boolean {
  return !SPOKEN.has(name);
}

/** What a document says that nobody here reads, kept under its name: the words of a newer version of us, and of whoever else added some. */
export function readExtra(json: JsonObject, fields: ReadonlySet<string>): JsonObject {
  const strange = Object.entries(json).filter(([key]) => isStrange(key, fields));
  const below = json[`${PREFIX}extra`] ?? json[`${NAMESPACE}extra`];
  const all = [...(isPlainObject(below) ? Object.entries(below) : []), ...strange];
  return bounded(Object.fromEntries(all.map(([key, value]) => [cleanText(bareName(key), false), unprefixed(value)])));
}

function isStrange(key: string, fields: ReadonlySet<string>): boolean {
  const name = bareName(key);
  if (name === key) return !fields.has(name) && isOurs(name) && !/^(as|ostatus|toot|litepub|misskey|sec|https?):/.test(name);
  return !fields.has(name) && !META.has(name);
}

/** As much of it as a record may carry. */
export function bounded(extra: JsonObject): JsonObject {
  let left = MOST_CHARACTERS;
  const kept = Object.entries(extra).filter(([key, value]) => {
    if (key === '' || value === null) return false;
    const size = key.length + JSON.stringify(value).length;
    if (size > left) return false;
    left -= size;
    return true;
  });
  return Object.fromEntries(kept);
}
