// This engine, by way of its JavaScript surface, in Node and in Chromium alike. (benches/native.rs
// is the one other place that says what the engine is asked for.)

import { simulate } from '../../pkg/sluice.js';
import { fromReport } from '../report.mjs';

/** What the engine is asked for beside seed and tasks. */
const OPTIONS = {};

/** Runs the workflow with so many tasks. */
export const run = (tasks, seed, text) => simulate(text, { seed, tasks, ...OPTIONS });

/** The counts, as every implementation hands them in. */
export const counts = fromReport;

/**
 * The ends counted anew from what was kept for each task: how many tasks each end has, by its
 * stage's id. Null as long as the engine keeps none.
 */
export const recount = () => null;
