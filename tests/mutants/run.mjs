// Tries the mistakes of the list. Exits with 1 where one survives, does not build or fits no place.

import { readFileSync } from 'node:fs';
import { MUTANTS } from './list.mjs';
import { prepare, tried } from './tree.mjs';

const wanted = process.argv.slice(2).join(' ');
const chosen = MUTANTS.filter(([file, , , what]) => `${file} ${what}`.includes(wanted));

await prepare(chosen.map(([file]) => file));
const start = Date.now();
const survivors = [];
for (const [file, there, instead, what] of chosen) {
  const text = readFileSync(file, 'utf8');
  const places = text.split(there).length - 1;
  const outcome = places === 1 ? await tried(file, text.replace(there, () => instead)) : `fits ${places} places`;
  if (outcome !== 'dies') survivors.push(what);
  console.log(`${outcome === 'dies' ? 'ok  ' : 'FAIL'} ${file}: ${what}: ${outcome}`);
}
const minutes = ((Date.now() - start) / 60_000).toFixed(1);
console.log(`${chosen.length - survivors.length} of ${chosen.length} die, in ${minutes} min`);
process.exit(chosen.length > 0 && survivors.length === 0 ? 0 : 1);
