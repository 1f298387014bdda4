// Plain JavaScript: one object per task, that walks from stage to stage and keeps what it has been
// through. Every other row is set against this one.

import { ENDS, JOB, noCounts } from '../job.mjs';

const { review, reject, sample, slow, batchA, batchB, median, spread } = JOB;

const hits = (share) => Math.random() < share;

// By Box and Muller's transform; 1 − u is never 0.
const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());

function annotate(task, stage, outputs) {
  task.path.push(stage);
  task.duration += median * Math.exp(spread * normal());
  outputs[stage][0] += 1;
}

function inspect(task, outputs) {
  task.path.push('review');
  task.visits += 1;
  const rejected = hits(reject);
  outputs.review[rejected ? 1 : 0] += 1;
  return rejected;
}

function firstRule(task) {
  if (hits(sample)) return 0;
  if (task.duration >= slow) return 1;
  if (task.batch !== 0) return 2;
  return 3;
}

function walk(id, { outputs, ends }) {
  const batch = (hits(batchA) ? 1 : 0) + (hits(batchB) ? 2 : 0);
  const task = { id, duration: 0, batch, path: [], visits: 0, end: '' };
  annotate(task, 'label', outputs);
  task.path.push('sampling');
  if (hits(review)) {
    outputs.sampling[0] += 1;
    while (inspect(task, outputs)) annotate(task, 'correct', outputs);
    task.end = 'accepted';
  } else {
    outputs.sampling[1] += 1;
    task.path.push('logic');
    const rule = firstRule(task);
    outputs.logic[rule] += 1;
    task.end = ENDS[rule + 1];
  }
  task.path.push(task.end);
  ends[task.end] += 1;
  return task;
}

/** Walks so many tasks. */
export function run(count) {
  const counted = noCounts();
  const tasks = [];
  for (let id = 0; id < count; id += 1) tasks.push(walk(id, counted));
  return { counts: counted, tasks };
}

/** The counts, as every implementation hands them in. */
export const counts = (result) => result.counts;

/** The ends counted anew from what was kept for each task. */
export function recount({ tasks }) {
  const { ends } = noCounts();
  for (const { end } of tasks) ends[end] += 1;
  return ends;
}
