// The native command line: what the page shows is held against what it says.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
let program;

/** The built `sluice`: the one `SLUICE` names, or that of the everyday profile. */
function path() {
  if (process.env.SLUICE) return process.env.SLUICE;
  const metadata = execFileSync('cargo', ['metadata', '--format-version', '1', '--no-deps', '--offline'], {
    cwd: TOP, encoding: 'utf8', maxBuffer: 1 << 26,
  });
  return join(JSON.parse(metadata).target_directory, 'debug', 'sluice');
}

/**
 * Runs `sluice ARGS --format json` at the top of the checkout and gives what it answers, also when
 * it refuses the input (exit status 1, with the reasons in the answer).
 */
export function sluice(args, input) {
  program ??= path();
  const options = { cwd: TOP, encoding: 'utf8', input, maxBuffer: 1 << 28 };
  let output;
  try {
    output = execFileSync(program, [...args, '--format', 'json'], options);
  } catch (error) {
    if (error.status !== 1 || !error.stdout) throw error;
    output = error.stdout;
  }
  return JSON.parse(output);
}

/** Runs `sluice ARGS` at the top of the checkout, for what it writes to files. */
export function written(args) {
  program ??= path();
  execFileSync(program, args, { cwd: TOP });
}
