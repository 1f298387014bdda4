// Holds counts against what must be, exactly, and against the law of the job, with chance allowed
// for. The law is worked out here from the job's numbers, not taken from any implementation.

import { ENDS, JOB } from './job.mjs';

/** How often chance alone may fail a whole bench in which everything is right. */
export const FALSE_ALARMS = 1e-6;

/** The chance of each end, in the order of `ENDS`. */
export function law({ review, reject, sample, slow, batchA, batchB, median, spread } = JOB) {
  if (reject >= 1) throw new Error('nothing would ever be accepted');
  const late = erfc(Math.log(slow / median) / spread / Math.SQRT2) / 2;
  const timed = (1 - review) * (1 - sample);
  const inTime = timed * (1 - late);
  const batched = 1 - (1 - batchA) * (1 - batchB);
  return [review, (1 - review) * sample, timed * late, inTime * batched, inTime * (1 - batched)];
}

/** Complementary error function for |x| < 3, by the series of erf (DLMF 7.6.1). */
export function erfc(x) {
  if (Math.abs(x) >= 3) throw new Error(`the series is of no use at ${x}`);
  let sum = 0;
  for (let n = 0, power = x; Math.abs(power) > 1e-18; n += 1, power *= -x * x / n) sum += power / (2 * n + 1);
  return 1 - 2 / Math.sqrt(Math.PI) * sum;
}

/** p-value of the five ends: Pearson's chi-square; its upper tail at 4 degrees of freedom is closed. */
export function endsP(counts, chances = law()) {
  const tasks = counts.reduce((sum, count) => sum + count);
  const half = counts.reduce((sum, k, i) => sum + (k - tasks * chances[i]) ** 2 / (tasks * chances[i]), 0) / 2;
  return Math.exp(-half) * (1 + half);
}

/**
 * Two-sided p-value of the rejects on the way to `approved` approvals: they are negative binomial,
 * P(k) = C(approved + k − 1, k) · (1 − reject)^approved · reject^k. Exact: the tail is summed.
 */
export function rejectsP(rejected, approved, reject = JOB.reject) {
  const logTerm = logGamma(approved + rejected) - logGamma(approved) - logGamma(rejected + 1)
    + approved * Math.log1p(-reject) + rejected * Math.log(reject);
  const below = rejected < approved * reject / (1 - reject);
  const ratio = (k) => below ? k / ((approved + k - 1) * reject) : (approved + k) * reject / (k + 1);
  let tail = 0;
  // Outwards from the mean every term is smaller than the one before.
  for (let k = rejected, term = 1; term > tail * 1e-17; k += below ? -1 : 1) {
    tail += term;
    term *= ratio(k);
  }
  return Math.min(1, 2 * tail * Math.exp(logTerm));
}

/** Logarithm of the gamma function, by Stirling's series (DLMF 5.11.1). */
function logGamma(x) {
  if (x < 15) return logGamma(x + 1) - Math.log(x);
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5);
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series;
}

/** What cannot be in counts of so many tasks, whatever chance did; empty where all is well. */
export function contradictions({ outputs, ends }, recount, tasks) {
  const sum = (list) => list.reduce((a, b) => a + b, 0);
  const wrong = [];
  const equal = (what, a, b) => { if (a !== b) wrong.push(`${what}: ${a} and ${b}`); };
  equal('tasks and ends', tasks, sum(ENDS.map((end) => ends[end])));
  equal('tasks and labelled', tasks, sum(outputs.label));
  equal('tasks and sampled for review or not', tasks, sum(outputs.sampling));
  equal('into the review and out of it', outputs.sampling[0] + outputs.correct[0], sum(outputs.review));
  equal('rejected and corrected', outputs.review[1], outputs.correct[0]);
  equal('into the rules and out of them', outputs.sampling[1], sum(outputs.logic));
  const last = [outputs.review[0], ...outputs.logic];
  ENDS.forEach((end, i) => equal(`sent to ${end} and ended there`, last[i], ends[end]));
  if (recount) ENDS.forEach((end) => equal(`counted at ${end} and kept for the tasks`, ends[end], recount[end]));
  return wrong;
}
