// One implementation in a fresh process: the first call, then some more, and what memory they took.
// benches/measure.py and benches/native.rs do the same.

/**
 * @param {(tasks: number, seed: number) => object} run what is timed
 * @param {{first: number, tasks: number, seed: number, calls: number}} plan tasks of the first call
 *   and of those after it, and how many of these there are: an odd number, as the median counts
 * @param {() => number | null} peak the most memory so far [bytes]
 * @returns times of the first call and of a warm one [s], the peak after the first call and after
 *   all [bytes], and what the last call answered
 */
export function measure(run, { first, tasks, seed, calls }, peak) {
  // Held here alone, so that the next call need not make room beside what the last one answered.
  const held = {};
  const cold = timed(run, first, seed, held);
  const peakFirst = peak();
  const times = [];
  for (let call = 0; call < calls; call += 1) times.push(timed(run, tasks, seed, held));
  return { cold, warm: median(times), peakFirst, peak: peak(), result: held.result };
}

function timed(run, tasks, seed, held) {
  held.result = undefined;
  const start = performance.now();
  held.result = run(tasks, seed);
  return (performance.now() - start) / 1000;
}

/** The middle of an odd number of values. */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
