// Long runs: how far they are, how they are dropped, and that the page stays quick meanwhile.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shows } from './agreement.mjs';
import { sluice } from './cli.mjs';
import { button, card, example, lab, notice, places, run, settled, splits } from './lab.mjs';

/** The longest that the page may take to drop a run, and to do anything at all [ms]. */
const CANCEL = 500;
const TASK = 100;

const open = lab();
const field = (page, name) => page.getByRole('textbox', { name, exact: true });
const progress = (page) => page.getByRole('progressbar', { name: 'Tasks done' });

/** Keeps every long task of the page's main thread, and the longest gap between two frames. */
const watch = (page) => page.addInitScript(() => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    globalThis.longTasks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration })));
  }).observe({ type: 'longtask', buffered: true });
});

const now = (page) => page.evaluate(() => performance.now());

/** The longest main-thread task since then; 0 where none was long enough to be reported. */
const longest = (page, since) => page.evaluate(async (from) => {
  // Entries are handed over after the task that they are about.
  await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
  return Math.max(0, ...globalThis.longTasks.filter((task) => task.startTime >= from).map((task) => task.duration));
}, since);

test('a million tasks leave the page quick, and give the command line\'s numbers', (t) => open(async (page) => {
  await field(page, 'Tasks per run').fill('1000000');
  await field(page, 'Runs').fill('10');
  const since = await now(page);
  await button(page, 'Run').click();
  await progress(page).waitFor();
  await card(page, 'QA sample').click();
  await button(page, 'Close the inspector').click();
  await settled(page);
  const took = await now(page) - since;
  const task = await longest(page, since);
  t.diagnostic(`10 runs of 1 000 000 tasks: ${took.toFixed(0)} ms; longest main-thread task ${task.toFixed(0)} ms (0: none over 50)`);
  assert.ok(task <= TASK, `the page stood still for ${task} ms`);
  await shows(page, sluice([
    'run', example('sample-for-review.json'), '--tasks', '1000000', '--runs', '10', '--seed', '77',
  ]));
}, { prepare: watch }));

test('progress is shown, cancel ends the run, and the earlier result stays', (t) => open(async (page) => {
  const before = [await splits(page), await places(page)];
  await field(page, 'Tasks per run').fill('1000000');
  await field(page, 'Runs').fill('1000');
  const since = await now(page);
  await button(page, 'Run').click();
  await progress(page).waitFor();
  await page.getByText(/^[1-9][\d,]* of 1,000,000,000 tasks$/).last().waitFor();
  const walked = Number(await progress(page).getAttribute('value'));
  assert.ok(walked > 0 && walked < 1e9, `${walked} walked`);
  assert.equal(await page.getByRole('region', { name: 'Result', exact: true }).getAttribute('aria-busy'), 'true');

  const asked = Date.now();
  await button(page, 'Cancel').click();
  await button(page, 'Cancel', { disabled: true }).waitFor();
  const took = Date.now() - asked;
  t.diagnostic(`cancelled after ${took} ms; longest main-thread task ${(await longest(page, since)).toFixed(0)} ms`);
  assert.ok(took <= CANCEL, `it took ${took} ms`);
  await notice(page).getByText('The run was cancelled; the result shown is the one before.').waitFor();
  assert.equal(await progress(page).count(), 0);
  assert.deepEqual([await splits(page), await places(page)], before);
  await page.getByText('The workflow has changed since this run').waitFor();

  // The worker is free again.
  await field(page, 'Tasks per run').fill('100');
  await field(page, 'Runs').fill('1');
  await run(page);
  assert.deepEqual([await splits(page), await places(page)], before);
}, { prepare: watch }));

test('a run that is started during another takes its place', () => open(async (page) => {
  await field(page, 'Tasks per run').fill('1000000');
  await field(page, 'Runs').fill('1000');
  await button(page, 'Run').click();
  await progress(page).waitFor();
  await field(page, 'Tasks per run').fill('70');
  await field(page, 'Runs').fill('1');
  await run(page);
  await shows(page, sluice(['run', example('sample-for-review.json'), '--tasks', '70', '--seed', '77']));
}));

test('many runs show how each of them fell', () => open(async (page) => {
  await field(page, 'Runs').fill('200');
  await run(page);
  const report = sluice(['run', example('sample-for-review.json'), '--runs', '200', '--seed', '77']);
  await shows(page, report);
  const [{ heads, outputs }] = await splits(page);
  assert.ok(heads.includes('Observed per run') && heads.includes('95 % of runs') && heads.includes('Least to most'));
  const { runs } = report.stages.find(({ id }) => id === 'qa').outputs[0];
  assert.equal(outputs[0].cells['Least to most'], `${runs.min} to ${runs.max}`);
  await page.getByText('200 runs of 100', { exact: false }).first().waitFor();
}));

test('what is no number is refused at the field and the last number stays', () => open(async (page) => {
  for (const [name, wrong] of [['Tasks per run', '-5'], ['Tasks per run', '1.5'], ['Runs', '0'], ['Seed', 'x'], ['Seed', '99999999999999999999']]) {
    const before = await field(page, name).inputValue();
    await field(page, name).fill(wrong);
    await page.getByText(/^A whole number from /).waitFor();
    assert.equal(await field(page, name).getAttribute('aria-invalid'), 'true');
    await field(page, name).blur();
    assert.equal(await field(page, name).inputValue(), before);
  }
}));

test('no task at all is a result too', () => open(async (page) => {
  await field(page, 'Tasks per run').fill('0');
  await run(page);
  await page.getByText('All 0\u00a0tasks are accounted for.').waitFor();
}));
