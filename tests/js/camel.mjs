// What the command line prints, with its names in camelCase as JavaScript has them.

// The keys of `units` are data.
const DATA = ['units'];

/** The value with every name in it changed. */
export function camel(value) {
  if (Array.isArray(value)) return value.map(camel);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [
    key.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase()),
    DATA.includes(key) ? held : camel(held),
  ]));
}
