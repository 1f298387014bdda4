// Puts each mistake of the list into a copy of the tree and runs the tests there: it has to build,
// and a test has to fail. Exits with 1 where one survives, does not build or fits no place.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { MUTANTS } from './list.mjs';

const COPY = 'target/mutants/tree';
const wanted = process.argv.slice(2).join(' ');
const chosen = MUTANTS.filter(([file, , , what]) => `${file} ${what}`.includes(wanted));

rmSync(COPY, { recursive: true, force: true });
mkdirSync(COPY, { recursive: true });
for (const part of ['src', 'tests', 'www', 'benches', 'docs', 'Cargo.toml', 'Cargo.lock', '.clippy.toml']) {
  cpSync(part, `${COPY}/${part}`, { recursive: true });
}

for (const suite of ['engine', 'stats'].filter((name) => chosen.some(([file]) => suitesOf(file).includes(name)))) {
  if (cargo('test', '--lib', '--test', suite) !== 0) {
    console.log(`The tests of ${suite} fail as they are: mend that first.`);
    process.exit(1);
  }
}
const start = Date.now();
const survivors = [];
for (const [file, there, instead, what] of chosen) {
  const text = readFileSync(file, 'utf8');
  const places = text.split(there).length - 1;
  const outcome = places === 1 ? tried(file, text.replace(there, () => instead)) : `fits ${places} places`;
  if (outcome !== 'dies') survivors.push(what);
  console.log(`${outcome === 'dies' ? 'ok  ' : 'FAIL'} ${file}: ${what}: ${outcome}`);
}
const minutes = ((Date.now() - start) / 60_000).toFixed(1);
console.log(`${chosen.length - survivors.length} of ${chosen.length} die, in ${minutes} min`);
process.exit(chosen.length > 0 && survivors.length === 0 ? 0 : 1);

/** What becomes of a mistake. */
function tried(file, text) {
  writeFileSync(`${COPY}/${file}`, text);
  try {
    const suites = suitesOf(file);
    if (cargo('test', '--no-run', '--lib', ...suites) !== 0) return 'does not build';
    return cargo('test', '--lib', ...suites) === 0 ? 'SURVIVES' : 'dies';
  } finally {
    writeFileSync(`${COPY}/${file}`, readFileSync(file));
  }
}

function suitesOf(file) {
  return ['--test', file.includes('/stats/') ? 'stats' : 'engine'];
}

function cargo(...args) {
  const env = { ...process.env, CARGO_TARGET_DIR: '../target', RUST_BACKTRACE: '0', PROPTEST_MAX_SHRINK_ITERS: '0' };
  const { status, stderr } = spawnSync('cargo', [...args, '--quiet', '--locked'], { cwd: COPY, env, encoding: 'utf8' });
  if (status !== 0 && args.includes('--no-run')) console.log(stderr.slice(-2_000));
  return status;
}
