// The bench: every implementation does the same job, side by side. See CONTRIBUTING.md.

import { growth } from './growth.mjs';
import { median } from './measure.mjs';
import { rows } from './rows.mjs';
import { megabytes, millions, number, table } from './table.mjs';
import { Verdict } from './verdict.mjs';

const TASKS = 1_000_000;
const ROUNDS = Number(process.env.BENCH_ROUNDS || 7);
/** Calls after the first of each process; their median is its time. */
const WARM_CALLS = 9;

/** What every row is set against. */
const BASE = 'JavaScript objects';

/** The row whose ratio to `BASE` decides, what it must reach, and what it should. */
const GATED = 'this engine, wasm in Node';
const LEAST = 15;
const GOAL = 45;

if (!(Number.isInteger(ROUNDS) && ROUNDS > 0 && ROUNDS % 2 === 1)) {
  throw new Error('BENCH_ROUNDS must be an odd number, so that there is a middle one');
}

const all = rows();
const present = all.filter(({ leftOut }) => !leftOut);
const verdict = new Verdict();

const rounds = [];
for (let round = 0; round < ROUNDS; round += 1) {
  console.error(`bench: round ${round + 1} of ${ROUNDS}`);
  rounds.push(await sideBySide(round));
}
report();
for (const row of present.filter(({ name }) => name === 'this engine, native' || name === GATED)) {
  console.error(`bench: growth of ${row.name}`);
  await growth(row, verdict, Boolean(process.env.BENCH_LONG));
}
conclude();

/** Every row once; who begins differs from round to round. */
async function sideBySide(round) {
  const measured = new Map();
  for (let i = 0; i < present.length; i += 1) {
    const row = present[(round + i) % present.length];
    const tasks = row.tasks ?? TASKS;
    const result = await row.measure({ first: tasks, tasks, seed: round + 1, calls: WARM_CALLS });
    verdict.add(row.name, tasks, result);
    measured.set(row.name, { ...result, speed: tasks / result.warm, coldSpeed: tasks / result.cold });
  }
  const engines = present.filter(({ engine }) => engine).map(({ name }) => measured.get(name));
  verdict.same(`round ${round + 1}`, engines);
  return measured;
}

function report() {
  const head = ['', 'million tasks/s', 'first call', `× ${BASE}`, 'least–most', 'peak MB', 'ends kept'];
  console.log(`\n${number(TASKS)} tasks, ${ROUNDS} rounds, medians; each row in a fresh process each round\n`);
  console.log(table([head, ...present.map(line)]));
  for (const { name, tasks } of present.filter((row) => row.tasks)) {
    console.log(`${name}: ${number(tasks)} tasks.`);
  }
  for (const { name, leftOut } of all.filter((row) => row.leftOut)) console.log(`${name}: left out: ${leftOut}`);
  console.log('Peak MB: most memory resident in the process up to the end of the first call; * the wasm memory alone.');
}

function line({ name, ownMemory }) {
  const measured = rounds.map((round) => round.get(name));
  const ratios = ratiosOf(name);
  const peaks = measured.map(({ peakFirst }) => peakFirst);
  return [
    name,
    millions(median(measured.map(({ speed }) => speed))),
    millions(median(measured.map(({ coldSpeed }) => coldSpeed))),
    number(median(ratios)),
    `${number(Math.min(...ratios))}–${number(Math.max(...ratios))}`,
    megabytes(peaks[0] === null ? null : median(peaks)) + (ownMemory ? '*' : ' '),
    keepsEnds(name) ? 'yes' : 'no',
  ];
}

/** How many times as fast as `BASE` in the same round. */
function ratiosOf(name) {
  return rounds.map((round) => round.get(name).speed / round.get(BASE).speed);
}

/** Whether every call handed in ends of tasks, which the verdict held against its counts. */
function keepsEnds(name) {
  return rounds.every((round) => round.get(name).recount !== null);
}

function conclude() {
  const wrong = verdict.close();
  const ratio = median(ratiosOf(GATED));
  console.log(`\n${GATED}: ${number(ratio)} × ${BASE}; it must be ${LEAST} at least and should be ${GOAL}.`);
  if (!(ratio >= LEAST)) wrong.push(`${GATED} is under ${LEAST} × ${BASE}`);
  if (!keepsEnds(GATED)) wrong.push(`${GATED} does not keep the end of each task, so this was not the whole job`);
  for (const text of wrong) console.error(`bench: FAILED: ${text}`);
  if (wrong.length === 0) console.log('All counts are what the law says.');
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
