// The job's numbers, read from the workflow file that the engine runs, and the shape in which every
// implementation hands in its counts.

import { readFileSync } from 'node:fs';

/** The workflow file. */
export const TEXT = readFileSync(new URL('job.json', import.meta.url), 'utf8');

const workflow = JSON.parse(TEXT);
const stage = (wanted) => workflow.stages.find(({ id }) => id === wanted);
const rule = (wanted) => stage('logic').rules.find(({ kind }) => kind === wanted);

/** Shares as fractions, times in seconds. */
export const JOB = {
  review: stage('sampling').outputs[0].share / 100,
  reject: stage('review').reject_share / 100,
  sample: rule('random_sample').share / 100,
  slow: rule('duration').at_least,
  batchA: workflow.batches.list[0].share / 100,
  batchB: workflow.batches.list[1].share / 100,
  median: workflow.people[0].median_seconds,
  spread: workflow.people[0].spread,
};

/** The five ends, in the order in which the judge and the typed arrays number them. */
export const ENDS = ['accepted', 'sampled', 'slow', 'batched', 'rest'];

/**
 * Counts as every implementation hands them in: for each stage one count for each of its outputs,
 * in the file's order, and one for each end.
 */
export const noCounts = () => ({
  outputs: { label: [0], sampling: [0, 0], review: [0, 0], correct: [0], logic: [0, 0, 0, 0] },
  ends: { accepted: 0, sampled: 0, slow: 0, batched: 0, rest: 0 },
});
