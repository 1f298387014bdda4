// Puts each mistake of the list into a copy of the tree and runs the tests there: it has to build,
// and a test has to fail. Exits with 1 where one survives, does not build or fits no place.

import { spawn } from 'node:child_process';
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
  if (!(await passes('--lib', '--test', suite))) {
    console.log(`The tests of ${suite} fail as they are: mend that first.`);
    process.exit(1);
  }
}
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

/** What becomes of a mistake. */
async function tried(file, text) {
  writeFileSync(`${COPY}/${file}`, text);
  try {
    const suites = suitesOf(file);
    if (!(await builds('--lib', ...suites))) return 'does not build';
    return (await passes('--lib', ...suites)) ? 'SURVIVES' : 'dies';
  } finally {
    writeFileSync(`${COPY}/${file}`, readFileSync(file));
  }
}

function suitesOf(file) {
  return ['--test', file.includes('/stats/') ? 'stats' : 'engine'];
}

async function builds(...suites) {
  let said = '';
  const { done } = cargo(['test', '--no-run', '--quiet', ...suites], 'stderr', (text) => { said += text; });
  const good = await done;
  if (!good) console.log(said.slice(-2_000));
  return good;
}

/** Whether all tests pass. The first that fails is answer enough: others may take minutes to do so. */
async function passes(...suites) {
  let said = '';
  const { child, done } = cargo(['test', ...suites], 'stdout', (text) => {
    said += text;
    if (/ \.\.\. FAILED$/m.test(said)) process.kill(-child.pid);
  });
  return done;
}

/** Starts cargo in the copy, as a group of processes of its own; `done` says whether it ended well. */
function cargo(args, stream, hear) {
  const env = { ...process.env, CARGO_TARGET_DIR: '../target', RUST_BACKTRACE: '0', PROPTEST_MAX_SHRINK_ITERS: '0' };
  const child = spawn('cargo', [...args, '--locked'], { cwd: COPY, env, detached: true });
  // What nobody hears must be read all the same, or cargo waits for it.
  child.stdout.resume();
  child.stderr.resume();
  child[stream].on('data', hear);
  return { child, done: new Promise((resolve) => { child.on('close', (status) => resolve(status === 0)); }) };
}
