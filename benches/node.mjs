// A row that runs in Node, in a process of its own: node benches/node.mjs ROW FIRST TASKS SEED CALLS

import { readFileSync } from 'node:fs';
import { TEXT } from './job.mjs';
import { measure } from './measure.mjs';

const [row, ...numbers] = process.argv.slice(2);
const [first, tasks, seed, calls] = numbers.map(Number);
const { run, counts, recount } = await import(`./rows/${row}.mjs`);

if (row === 'engine') {
  const { initSync } = await import('../pkg/sluice.js');
  initSync({ module: readFileSync(new URL('../pkg/sluice_bg.wasm', import.meta.url)) });
}
const { result, ...measured } = measure(
  (count, key) => run(count, key, TEXT), { first, tasks, seed, calls }, peak,
);
console.log(JSON.stringify({ ...measured, counts: counts(result), recount: recount(result) }));

/**
 * The most memory that was resident so far [bytes]; null where the system does not say. Not from
 * getrusage, which also counts what the parent had when it started this process.
 */
function peak() {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
