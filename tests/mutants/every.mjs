// Tries small changes that cargo-mutants finds in the engine and the statistics, every STEPth from FIRST
// on: node tests/mutants/every.mjs [STEP] [FIRST]. A survivor is no mistake yet: some changes are none.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { prepare, tried } from './tree.mjs';

const [step, first] = [process.argv[2] ?? 1, process.argv[3] ?? 0].map(Number);
const list = execFileSync('cargo', [
  'mutants', '--list', '--json', '--file', 'src/engine/**/*.rs', '--file', 'src/stats/**/*.rs',
], { encoding: 'utf8', maxBuffer: 1 << 28 });
const all = JSON.parse(list);
const chosen = all.filter((_, i) => i % step === first);

/** A file's text with what lies between two places, counted from 1, replaced. */
function changed({ file, span: { start, end }, replacement }) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = ({ line, column }) => lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0)
    + [...lines[line - 1]].slice(0, column - 1).join('').length;
  const text = lines.join('\n');
  return text.slice(0, at(start)) + replacement + text.slice(at(end));
}

console.log(`${chosen.length} of ${all.length}`);
await prepare(chosen.map(({ file }) => file));
const counts = {};
for (const mutant of chosen) {
  const outcome = await tried(mutant.file, changed(mutant));
  counts[outcome] = (counts[outcome] ?? 0) + 1;
  console.log(`${outcome}: ${mutant.name}`);
}
console.log(counts);
