import { CONTENT_TYPES, fieldsOf, type RecordType } from '../../server/domain/content/content-types.ts';
import { type Content, isEmpty } from '../../server/domain/content/field.ts';
import { RECORD_FIELDS } from '../../server/domain/content/record-fields.ts';
import { originOf } from '../../server/domain/origin.ts';
import type { KnowledgeRecord } from '../../server/domain/record.ts';
import type { JsonObject } from './context.ts';
import { bounded, isOurs, readExtra } from './read-extra.ts';
import { readFields, termIn } from './read-fields.ts';
import { Instant, notAfter } from './shapes.ts';

/** What ActivityStreams says, for what our own terms leave out. */
interface Fallback {
  readonly title: string;
  readonly summary: string | null;
  readonly language: string | null;
  readonly license: string | null;
}

interface Fields extends Pick<KnowledgeRecord, 'values' | 'content' | 'extra' | 'replaces' | 'lastConfirmedAt' | 'created'> {
  readonly schema: number;
}

const NEVER_BARE = () => false;

/** A record's fields by the tables of its type, with everything that has no field here. */
export function readFieldsOf(type: RecordType, json: JsonObject, fallback: Fallback, published: string, now: Date): Fields {
  const fields = fieldsOf(type);
  const own = readFields(fields, json, isOurs);
  const common = readFields(RECORD_FIELDS, json, isOurs);
  const known = new Set([...fields, ...RECORD_FIELDS].map(({ name }) => name));
  const schema = termIn(json, 'schema', NEVER_BARE);
  const replaces = termIn(json, 'replaces', NEVER_BARE);
  const confirmed = instantIn(json, 'lastConfirmedAt');
  return {
    schema: typeof schema === 'number' && Number.isInteger(schema) && schema > 0 ? schema : 1,
    created: notAfter(new Date(published), instantIn(json, 'created') ?? published),
    lastConfirmedAt: confirmed === null ? null : notAfter(now, confirmed),
    replaces: typeof replaces === 'string' && originOf(replaces) !== null ? replaces : null,
    values: commonValues(common.content, fallback),
    content: withTitle(type, own.content, fallback) as unknown as KnowledgeRecord['content'],
    extra: bounded({ ...readExtra(json, known), ...common.extra, ...own.extra }),
  };
}

function instantIn(json: JsonObject, name: string): string | null {
  return Instant.parse(termIn(json, name, NEVER_BARE));
}

function commonValues(content: Content, { language, license }: Fallback): KnowledgeRecord['values'] {
  const values = content as unknown as KnowledgeRecord['values'];
  return { ...values, language: values.language ?? language, license: values.license ?? license, origin: values.origin ?? 'own' };
}

function withTitle(type: RecordType, content: Content, fallback: Fallback): Content {
  const { title, summary } = CONTENT_TYPES[type];
  const filled: Record<string, Content[string]> = { ...content };
  const cut = (name: string, text: string): string => {
    const field = fieldsOf(type).find((one) => one.name === name);
    return text.slice(0, field !== undefined && 'max' in field ? field.max : 0).toWellFormed();
  };
  if (isEmpty(filled[title] ?? null)) filled[title] = cut(title, fallback.title) || null;
  if (summary !== null && fallback.summary !== null && isEmpty(filled[summary] ?? null)) filled[summary] = cut(summary, fallback.summary) || null;
  return filled;
}
