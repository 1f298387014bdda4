// The judge knows right counts from wrong ones.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JOB, noCounts } from './job.mjs';
import { contradictions, endsP, erfc, FALSE_ALARMS, law, rejectsP } from './judge.mjs';

const close = (a, b) => assert.ok(Math.abs(a / b - 1) < 1e-6, `${a} is not ${b}`);

test('tails are those of scipy', () => {
  // scipy.special.erfc
  close(erfc(0.4), 0.5716076449533315);
  close(erfc(-1.5), 1.9661051464753108);
  close(erfc(2.5), 0.00040695201744495897);
  // 2 * scipy.stats.nbinom(200000, 0.9).sf(22499), .sf(22899), .cdf(21500); nbinom(50, 0.9).cdf(0)
  close(rejectsP(22_500, 200_000), 0.07809241098235715);
  close(rejectsP(22_900, 200_000), 1.8055284544297825e-05);
  close(rejectsP(21_500, 200_000), 3.8479381968397045e-06);
  close(rejectsP(0, 50), 0.010307550414640236);
  // scipy.stats.chisquare(…, 1e6 * law).pvalue
  close(endsP([200_500, 439_500, 102_000, 60_500, 197_500]), 0.5010973179333411);
});

test('the chances are whole and those of the job', () => {
  const chances = law();
  close(chances.reduce((a, b) => a + b), 1);
  // 0.36 * scipy.stats.lognorm(0.5, scale=45).sf(60)
  close(chances[2], 0.10170810863493997);
});

test('a law that is a little wrong is seen, a right one is let pass', () => {
  const counts = law().map((chance) => Math.round(chance * 7e6));
  assert.ok(endsP(counts) > 0.99);
  for (const wrong of [{ sample: 0.552 }, { slow: 60.2 }, { batchB: 0.103 }, { review: 0.201 }]) {
    assert.ok(endsP(counts, law({ ...JOB, ...wrong })) < FALSE_ALARMS / 20, JSON.stringify(wrong));
  }
  assert.ok(rejectsP(Math.round(1.4e6 / 9), 1.4e6) > 0.99);
  assert.ok(rejectsP(Math.round(1.4e6 / 9), 1.4e6, 0.102) < FALSE_ALARMS / 20);
});

test('a task lost anywhere is seen', () => {
  const counts = noCounts();
  Object.assign(counts.outputs, {
    label: [10], sampling: [2, 8], review: [2, 1], correct: [1], logic: [4, 2, 1, 1],
  });
  Object.assign(counts.ends, { accepted: 2, sampled: 4, slow: 2, batched: 1, rest: 1 });
  assert.deepEqual(contradictions(counts, { ...counts.ends }, 10), []);
  assert.deepEqual(contradictions(counts, null, 10), []);
  for (const part of [...Object.values(counts.outputs), counts.ends]) {
    for (const key of Object.keys(part)) {
      part[key] += 1;
      assert.notDeepEqual(contradictions(counts, null, 10), [], `one more at ${key}`);
      part[key] -= 1;
    }
  }
  assert.notDeepEqual(contradictions(counts, { ...counts.ends, rest: 0 }, 10), []);
});
