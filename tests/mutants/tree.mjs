// A copy of the tree, in which mistakes are tried: each has to build, and a test has to fail.

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const COPY = 'target/mutants/tree';
const PARTS = ['src', 'tests', 'www', 'benches', 'docs', 'Cargo.toml', 'Cargo.lock', '.clippy.toml'];

/** How long the tests of a suite may take, in ms: three times what they do with nothing wrong. */
const patience = new Map();

/** Makes the copy, and ends the program where the tests of these files fail as they are. */
export async function prepare(files) {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const part of PARTS) cpSync(part, `${COPY}/${part}`, { recursive: true });
  for (const suite of new Set(files.map(suiteOf))) {
    const suites = ['--lib', '--test', suite];
    const built = await builds(...suites);
    const from = Date.now();
    if (!built || !(await passes(suites, 15 * 60_000))) {
      console.log(`The tests of ${suite} fail as they are: mend that first.`);
      process.exit(1);
    }
    patience.set(suite, 3 * (Date.now() - from) + 60_000);
  }
}

/** What becomes of a file with this text: `dies`, `SURVIVES` or `does not build`. */
export async function tried(file, text) {
  writeFileSync(`${COPY}/${file}`, text);
  try {
    const suites = ['--lib', '--test', suiteOf(file)];
    if (!(await builds(...suites))) return 'does not build';
    return (await passes(suites, patience.get(suiteOf(file)))) ? 'SURVIVES' : 'dies';
  } finally {
    writeFileSync(`${COPY}/${file}`, readFileSync(file));
  }
}

const suiteOf = (file) => (file.includes('/stats/') ? 'stats' : 'engine');

async function builds(...suites) {
  let said = '';
  const { done } = cargo(['test', '--no-run', '--quiet', ...suites], 'stderr', (text) => { said += text; });
  const good = await done;
  if (!good) console.log(said.slice(-2_000));
  return good;
}

/**
 * Whether all tests pass. The first that fails is answer enough: others may take minutes to do so.
 * What takes much longer than they should hangs, which is a failure too.
 */
async function passes(suites, limit) {
  let said = '';
  const { child, done } = cargo(['test', ...suites], 'stdout', (text) => {
    said += text;
    if (/ \.\.\. FAILED$/m.test(said)) stop();
  });
  const stop = () => process.kill(-child.pid);
  const hangs = setTimeout(stop, limit);
  const good = await done;
  clearTimeout(hangs);
  return good;
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
