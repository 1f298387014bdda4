// Whether what was counted is right, over all calls of a bench.

import { ENDS } from './job.mjs';
import { contradictions, endsP, FALSE_ALARMS, rejectsP } from './judge.mjs';

/** What the implementations handed in, and what is wrong with it. */
export class Verdict {
  #wrong = [];
  #pooled = new Map();

  /** Takes in the counts of a call. Two calls under one name must not share their draws. */
  add(name, tasks, { counts, recount }) {
    for (const line of contradictions(counts, recount, tasks)) this.#wrong.push(`${name}: ${line}`);
    const pool = this.#pooled.get(name) ?? { ends: ENDS.map(() => 0), approved: 0, rejected: 0 };
    ENDS.forEach((end, i) => { pool.ends[i] += counts.ends[end]; });
    pool.approved += counts.outputs.review[0];
    pool.rejected += counts.outputs.review[1];
    this.#pooled.set(name, pool);
  }

  /** Demands that calls of the engine with the same seed counted the same wherever they ran. */
  same(what, measured) {
    const texts = measured.map(({ counts }) => JSON.stringify(counts));
    if (new Set(texts).size > 1) this.#wrong.push(`${what}: the engine's counts differ: ${texts.join(' ')}`);
  }

  /** All that is wrong; says how right the rest is. */
  close() {
    // Each name is tested twice. Divided among them, the false alarms of all are FALSE_ALARMS at most.
    const least = FALSE_ALARMS / (2 * this.#pooled.size);
    for (const [name, { ends, approved, rejected }] of this.#pooled) {
      const tests = { 'the five ends': endsP(ends), rejects: rejectsP(rejected, approved) };
      for (const [what, p] of Object.entries(tests)) {
        // Written so that a p-value that is no number fails as well.
        if (!(p >= least)) this.#wrong.push(`${name}: ${what} are not what the law says, p = ${p}`);
      }
    }
    return this.#wrong;
  }
}
