// Holds values against the declarations that TypeScript reads, so that the two cannot drift apart.
// It knows as much of the language as src/api/types.d.ts is written in, and fails on the rest.

import { readFileSync } from 'node:fs';

const source = readFileSync(new URL('../../pkg/sluice.d.ts', import.meta.url), 'utf8')
  .replace(/\/\*[^]*?\*\//g, '');
const aliases = Object.fromEntries(
  [...source.matchAll(/export type (\w+) =([^;]*);/g)].map(([, name, type]) => [name, type.trim()]),
);
const interfaces = Object.fromEntries(
  [...source.matchAll(/export interface (\w+)(?: extends ([^{]*))? \{([^}]*)\}/g)]
    .map(([, name, parents, body]) => [name, { parents, body }]),
);

/** The fields of an interface and of what it extends. */
function fields(name) {
  const partial = /^Partial<(\w+)>$/.exec(name);
  if (partial) return fields(partial[1]).map((field) => ({ ...field, optional: true }));
  if (name === 'Error') return [];
  const { parents, body } = interfaces[name];
  const own = [...body.matchAll(/(\w+)(\??): ([^;]*);/g)]
    .map(([, key, mark, type]) => ({ key, optional: mark === '?', type }));
  return [...(parents?.trim().split(/, /) ?? []).flatMap(fields), ...own];
}

/** Where a value is not of a type; empty if it is. */
export function mismatches(value, type, at = type) {
  const wrong = [`${at} is ${JSON.stringify(value)}, not ${type}`];
  const yes = (fits) => (fits ? [] : wrong);
  const list = /^\(?([^[\]]*?|\[.*\])\)?\[\]$/.exec(type);
  const tuple = /^\[([^[\]]*)\]$/.exec(type);
  const counts = /^Partial<Record<(\w+), number>>$/.exec(type);
  if (aliases[type]) return mismatches(value, aliases[type], at);
  if (interfaces[type]) return object(value, type, at, wrong);
  if (['string', 'number', 'boolean'].includes(type)) return yes(typeof value === type);
  if (type === 'null') return yes(value === null);
  if (/^"[^"]*"$/.test(type)) return yes(value === type.slice(1, -1));
  if (counts) return Object.entries(value).flatMap(([key, held]) => [
    ...mismatches(key, counts[1], `${at}.${key}`), ...mismatches(held, 'number', `${at}.${key}`),
  ]);
  if (list) {
    return Array.isArray(value) ? value.flatMap((item, i) => mismatches(item, list[1], `${at}[${i}]`)) : wrong;
  }
  if (tuple) {
    const types = tuple[1].split(', ');
    if (!Array.isArray(value) || value.length !== types.length) return wrong;
    return types.flatMap((item, i) => mismatches(value[i], item, `${at}[${i}]`));
  }
  if (type.includes('|')) {
    const options = type.split('|').map((option) => option.trim()).filter(Boolean);
    return yes(options.some((option) => mismatches(value, option, at).length === 0));
  }
  throw new Error(`tests/js/types.mjs cannot read the type ${type}`);
}

function object(value, type, at, wrong) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return wrong;
  const known = fields(type);
  const strange = Object.keys(value).filter((key) => !known.some((field) => field.key === key));
  return [
    ...strange.map((key) => `${at}.${key} is not declared`),
    ...known.flatMap(({ key, optional, type: inner }) => (
      optional && value[key] === undefined ? [] : mismatches(value[key], inner, `${at}.${key}`)
    )),
  ];
}
