// Python with the pinned packages of requirements.txt, in a folder of its own.

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const REQUIREMENTS = here('requirements.txt');
const FOLDER = here('.venv');
const PYTHON = here('.venv/bin/python');
// Copied there last, so that it tells a finished install of these very versions.
const INSTALLED = here('.venv/installed.txt');

/** The interpreter, or why there is none: `{python}` or `{leftOut}`. */
export function python() {
  try {
    if (!isInstalled()) install();
    return { python: PYTHON };
  } catch (error) {
    const said = String(error.stderr || error.stdout || error.message).trim().split('\n');
    return { leftOut: `no Python with venv and pip: ${said.at(-1)}` };
  }
}

const isInstalled = () =>
  existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === readFileSync(REQUIREMENTS, 'utf8');

function install() {
  console.error('bench: fetching the Python packages (some seconds)');
  const quietly = { stdio: 'pipe' };
  execFileSync('python3', ['-m', 'venv', '--clear', FOLDER], quietly);
  execFileSync(PYTHON, [
    '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:',
    '--requirement', REQUIREMENTS,
  ], quietly);
  copyFileSync(REQUIREMENTS, INSTALLED);
}
