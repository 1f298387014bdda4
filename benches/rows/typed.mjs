// JavaScript for speed: no objects, one byte per task for its end, a generator of its own (faster
// than Math.random), and no draw that decides nothing.

import { ENDS, JOB, noCounts } from '../job.mjs';

const { median, spread, slow } = JOB;
const [REVIEW, REJECT, SAMPLE, BATCH_A, BATCH_B] = [
  JOB.review, JOB.reject, JOB.sample, JOB.batchA, JOB.batchB,
].map((share) => Math.round(share * 2 ** 32));
const STEP = 2 ** -31;
const ACCEPTED = 0;

/**
 * Walks so many tasks. One function, because functions that share the generator's state would have
 * to keep it in memory.
 */
export function run(count, seed) {
  // Uniform 32-bit words: sfc32 of PractRand (Doty-Humphrey).
  let a = seed | 0, b = 0x9e3779b9 | 0, c = 0x243f6a88 | 0, counter = 1;
  const next = () => {
    const word = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    return word >>> 0;
  };
  for (let i = 0; i < 20; i += 1) next();

  const ends = new Uint8Array(count);
  const at = new Uint32Array(ENDS.length);
  let rejected = 0;
  let spare = 0;
  let hasSpare = false;
  for (let task = 0; task < count; task += 1) {
    let end = ACCEPTED;
    if (next() < REVIEW) {
      while (next() < REJECT) rejected += 1;
    } else if (next() < SAMPLE) {
      end = 1;
    } else {
      let normal = spare;
      if (!hasSpare) {
        // Marsaglia's polar method: two normals for each logarithm, no sine or cosine.
        let x, y, square;
        do {
          x = next() * STEP - 1;
          y = next() * STEP - 1;
          square = x * x + y * y;
        } while (square >= 1 || square === 0);
        const scale = Math.sqrt(-2 * Math.log(square) / square);
        normal = x * scale;
        spare = y * scale;
      }
      hasSpare = !hasSpare;
      if (median * Math.exp(spread * normal) >= slow) end = 2;
      else end = next() < BATCH_A || next() < BATCH_B ? 3 : 4;
    }
    ends[task] = end;
    at[end] += 1;
  }
  return { counts: counted(count, at, rejected), ends };
}

/** Every count of a stage follows from these. */
function counted(count, [accepted, ...logic], rejected) {
  const { outputs, ends } = noCounts();
  outputs.label = [count];
  outputs.sampling = [accepted, count - accepted];
  outputs.review = [accepted, rejected];
  outputs.correct = [rejected];
  outputs.logic = logic;
  [accepted, ...logic].forEach((value, i) => { ends[ENDS[i]] = value; });
  return { outputs, ends };
}

/** The counts, as every implementation hands them in. */
export const counts = (result) => result.counts;

/** The ends counted anew from what was kept for each task. */
export function recount({ ends }) {
  const anew = noCounts().ends;
  for (const end of ends) anew[ENDS[end]] += 1;
  return anew;
}
