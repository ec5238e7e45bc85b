/** Throws when a template asks for a field the model does not have; Handlebars itself stays silent, also inside #if and #each. */
export function loud<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === 'string' && !(key in target) && key !== 'toHTML') throw new Error(`The model has no "${key}"`);
      return loud(Reflect.get(target, key) as unknown);
    },
  });
}

/** The paths of what is undefined in a model: a key that may be missing is a mistake that shows only where it is missing. */
export function undefinedIn(value: unknown, path = ''): string[] {
  if (value === undefined) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => undefinedIn(inner, path === '' ? key : `${path}.${key}`));
}
