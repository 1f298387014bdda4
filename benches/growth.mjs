// How the time and memory of this engine grow with the number of tasks.

import { median } from './measure.mjs';
import { hundredths, megabytes, number, table } from './table.mjs';

const SIZES = [1e5, 1e6, 1e7, 1e8];

/** The size that others are set against, and that the machine code is warmed up with. */
const BASE = 1e6;

/** Sizes over this are measured once, others several times. */
const ONCE_OVER = 1e7;
const ROUNDS = 3;

/** A size that would take longer than this [s] is left out unless asked for. */
const PATIENCE = 30;

/** Measures one row of the engine and prints what it came to. */
export async function growth(row, verdict, isLong) {
  const points = [];
  let leftOut = '';
  for (const tasks of SIZES) {
    const expected = points.length ? tasks * perTask(points.at(-1)) : 0;
    if (expected > PATIENCE && !isLong) {
      leftOut = `${number(tasks)} tasks: left out, about ${number(expected)} s; BENCH_LONG=1 runs it.`;
    } else {
      points.push(await point(row, tasks, verdict));
    }
  }
  const base = points.find(({ tasks }) => tasks === BASE);
  const head = ['tasks', 'ns per task', `× at ${number(BASE)}`, 'peak MB', 'bytes per further task'];
  console.log(`\n${row.name}\n\n${table([head, ...points.map((at) => line(at, base))])}`);
  if (leftOut) console.log(leftOut);
}

const perTask = ({ tasks, seconds }) => seconds / tasks;

/** The median of some processes. Seeds differ, as calls that are pooled must not share draws. */
async function point(row, tasks, verdict) {
  const calls = [];
  for (let round = 0; round < (tasks > ONCE_OVER ? 1 : ROUNDS); round += 1) {
    const seed = 1000 + 10 * SIZES.indexOf(tasks) + round;
    const measured = await row.measure({ first: BASE, tasks, seed, calls: 1 });
    verdict.add(`${row.name}, growth`, tasks, measured);
    calls.push(measured);
  }
  const peaks = calls.map(({ peak }) => peak);
  const peak = peaks.includes(null) ? null : median(peaks);
  return { tasks, seconds: median(calls.map(({ warm }) => warm)), peak };
}

function line(at, base) {
  const isBeyond = at.tasks > base.tasks && at.peak !== null;
  return [
    number(at.tasks),
    number(perTask(at) * 1e9),
    hundredths(perTask(at) / perTask(base)),
    // A smaller run leaves the peak of the warm-up.
    at.tasks < BASE ? '' : megabytes(at.peak),
    isBeyond ? hundredths((at.peak - base.peak) / (at.tasks - base.tasks)) : '',
  ];
}
