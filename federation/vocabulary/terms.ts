import { type Content, type Field, type Group, isEmpty, type Value } from '../../server/domain/content/field.ts';
import { type JsonObject, NAMESPACE, PREFIX } from './context.ts';

/** Every filled field of a table under our prefix, codes as they are; keys inside groups are prefixed too. */
export function termsOf(fields: readonly Field[], content: Content): JsonObject {
  const filled = fields.filter(({ name }) => !isEmpty(content[name] ?? null));
  return Object.fromEntries(filled.map((field) => [PREFIX + field.name, termValue(field, content[field.name] ?? null)]));
}

function termValue({ kind }: Field, value: Value): unknown {
  if (kind === 'group') return groupTerms(value as Group);
  return kind === 'list' ? (value as readonly Group[]).map(groupTerms) : value;
}

function groupTerms(group: Group): JsonObject {
  const filled = Object.entries(group).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(filled.map(([name, value]) => [PREFIX + name, value]));
}

/** The name of a term without prefix or namespace. */
export function bareName(key: string): string {
  if (key.startsWith(PREFIX)) return key.slice(PREFIX.length);
  return key.startsWith(NAMESPACE) ? key.slice(NAMESPACE.length) : key;
}

/** JSON of others with our prefix on every name that has none, so that no reader finds a word without a meaning. */
export function prefixed(value: unknown): unknown {
  return renamed(value, (key) => (key.includes(':') ? key : PREFIX + key));
}

export function unprefixed(value: unknown): unknown {
  return renamed(value, bareName);
}

function renamed(value: unknown, name: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((member) => renamed(member, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [name(key), renamed(member, name)]));
}
