// What is set side by side, and how each is started: in a fresh process every time.

import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from './chromium.mjs';
import { python } from './python.mjs';
import { fromReport } from './report.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** One process per task is slow: fewer of them tell as much of tasks per second. */
const FEWER = 50_000;

/**
 * All rows. `measure` takes a plan and gives what measure.mjs gives; `tasks` is the
 * number that suits the row where it is not everybody's; `leftOut` says why a row cannot be had.
 */
export function rows() {
  const program = native();
  const { python: interpreter, leftOut } = python();
  const py = (row) => ({ leftOut, measure: child(interpreter, ['-B', here('measure.py'), row]) });
  const node = (row) => child(process.execPath, [here('node.mjs'), row]);
  return [
    {
      name: 'this engine, native',
      engine: true,
      measure: async (plan) => {
        const { report, ...measured } = await child(program, [here('job.json')])(plan);
        return { ...measured, counts: fromReport(report) };
      },
    },
    { name: 'this engine, wasm in Node', engine: true, measure: node('engine') },
    { name: 'this engine, wasm in Chromium', engine: true, ownMemory: true, measure: chromium },
    { name: 'JavaScript objects', measure: node('objects') },
    { name: 'JavaScript typed arrays', measure: node('typed') },
    { name: 'numpy', ...py('vectorised') },
    { name: 'SimPy', tasks: FEWER, ...py('processes') },
  ];
}

/** Runs a program that prints one line of JSON. */
const child = (program, args) => async ({ first, tasks, seed, calls }) => {
  const { stdout } = await promisify(execFile)(program, [...args, first, tasks, seed, calls].map(String));
  return JSON.parse(stdout);
};

/** Builds benches/native.rs; where it is. */
function native() {
  console.error('bench: building the native engine');
  const args = ['bench', '--quiet', '--locked', '--no-run', '--bench', 'native', '--message-format=json'];
  const options = { cwd: here('..'), encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] };
  const messages = execFileSync('cargo', args, options).trim().split('\n').map((line) => JSON.parse(line));
  return messages.find(({ target, executable }) => executable && target.name === 'native').executable;
}
