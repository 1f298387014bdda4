// This engine, by way of its JavaScript surface, in Node and in Chromium alike. (benches/native.rs
// is the one other place that says what the engine is asked for.)

import { simulate } from '../../pkg/sluice.js';
import { fromReport } from '../report.mjs';

/** What the engine is asked for beside seed and tasks. */
const OPTIONS = { ends: true };

/** Runs the workflow with so many tasks. */
export const run = (tasks, seed, text) => simulate(text, { seed, tasks, ...OPTIONS });

/** The counts, as every implementation hands them in. */
export const counts = fromReport;

/**
 * The ends counted anew from what was kept for each task: how many tasks each end has, by its
 * stage's id.
 */
export function recount(report) {
  const tasks = report.stages.map(() => 0);
  for (const stage of report.ends) tasks[stage] += 1;
  return Object.fromEntries(report.ended.map(({ stage }) => [stage, tasks[report.stages.findIndex(({ id }) => id === stage)]]));
}
