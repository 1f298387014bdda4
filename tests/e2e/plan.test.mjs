// The planner. Numbers are SciPy's: `binom.cdf` over all numbers of tasks for the tolerance and the
// benchmark, `binom.ppf` for ranges.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, inspect, lab, openTemplate } from './lab.mjs';
import { accessible, columns, field, goTo, plain, saved, stretches } from './screens.mjs';
import { shot } from './browser.mjs';
import { sluice } from './cli.mjs';

const open = lab();

const on = (look, options) => open(async (page) => {
  await goTo(page, 'Plan');
  return look(page);
}, options);

const WITHIN = 'How many tasks until the split is close?';
const RANGE = 'What range to expect?';
const EMPTY = 'Could an output get nothing?';
const BENCHMARK = 'How many benchmark tasks tell two annotators apart?';

const card = (page, name) => page.getByRole('region', { name, exact: true });
const said = async (page, name) => plain(await card(page, name).getByRole('status').first().innerText());
const shares = (page) => field(page, 'Intended shares, in percent');

test('the Lab\'s Sampling stage is what is planned for', () => on(async (page) => {
  assert.equal(await shares(page).inputValue(), 'Review: 20; Pass: 80');
  assert.equal(await said(page, WITHIN), 'From 1,569 tasks on, at least 95 of 100 runs come within 2 points of 20 %: 283 to 345 of 1,569.');
  assert.equal(await said(page, RANGE), 'Of 100 tasks, 95 of 100 runs send 12 to 28 to the output of 20 % (12 % to 28 %).');
  assert.match(await said(page, BENCHMARK), /^93 tasks with 85 right to pass/);
}));

test('each question is answered exactly', () => on(async (page) => {
  await shares(page).fill('10/90');
  await field(page, 'Within ± how many points').fill('5');
  assert.match(await said(page, WITHIN), /^From 147 tasks on/);
  await field(card(page, RANGE), 'Tasks').fill('250');
  const [ten] = await columns(page, `Table: ${RANGE}`);
  assert.deepEqual([ten.Expected, ten['95 of 100 runs'], ten['999 of 1,000 runs']], ['25', '16 to 35', '11 to 42']);
  await shares(page).fill('Review 5, Pass 95');
  await field(card(page, EMPTY), 'Tasks').fill('20');
  const [review, , any] = await columns(page, `Table: ${EMPTY}`);
  // 0.95^20 = 0.35849
  assert.deepEqual([review['Gets none in'], any['At most 5 % from tasks']], ['35.8 %', '59']);
  await field(page, 'Good: right in').fill('90');
  await field(page, 'Bad: right in').fill('80');
  await field(page, 'Bad one may pass in').fill('10');
  const [plan] = await columns(page, `Table: ${BENCHMARK}`);
  // 0.043208, 0.099077
  assert.deepEqual(plan, {
    'Benchmark tasks': '109', 'Right answers to pass': '93', 'Wrong answers allowed': '16',
    'The good one fails in': '4.3 %', 'The bad one passes in': '9.9 %',
  });
}));

test('what cannot be answered says why, and what can', () => on(async (page) => {
  await shares(page).fill('20/70');
  await page.getByText('The shares add up to 90 %, not to 100 %.').waitFor();
  assert.equal(await said(page, WITHIN), 'The answer is here as soon as the shares above can be read.');
  await shares(page).fill('20/80');
  await field(page, 'Within ± how many points').fill('0.01');
  assert.match(await said(page, WITHIN), /sluice plan split/);
  await field(page, 'Bad: right in').fill('94.8');
  assert.match(await said(page, BENCHMARK), /about .* benchmark tasks, too many for a page/);
  await field(page, 'Bad: right in').fill('96');
  assert.equal(await said(page, BENCHMARK), 'The good annotator must be more accurate than the bad one.');
  await field(card(page, RANGE), 'Tasks').fill('0');
  await page.getByText('A whole number from 1 to').waitFor();
}));

test('a change in the Lab comes along until somebody types', () => open(async (page) => {
  await openTemplate(page, 'Spot-check a model (V7)');
  await goTo(page, 'Plan');
  const stage = page.getByRole('combobox', { name: 'From the Lab’s Sampling stage' });
  const first = await shares(page).inputValue();
  assert.notEqual(first, 'Review: 20; Pass: 80');
  await shares(page).fill('50/50');
  assert.equal(await stage.evaluate((list) => list.selectedOptions[0].textContent), 'None: typed here');
  await stage.selectOption({ index: 1 });
  assert.equal(await shares(page).inputValue(), first);
}));

test('the largest questions leave the page quick', () => on(async (page) => {
  const long = await stretches(page, async () => {
    await shares(page).fill('8/8/8/8/8/8/8/8/9/9/9/9');
    await field(page, 'Within ± how many points').fill('0.1');
    await field(card(page, RANGE), 'Tasks').fill('1000000000');
    await field(card(page, EMPTY), 'Tasks').fill('1000000000');
    await field(page, 'Good: right in').fill('60');
    await field(page, 'Bad: right in').fill('59');
    await page.waitForTimeout(500);
  });
  // Written down, not asserted: what else the machine does is in it.
  console.log(`longest stretches of the page: ${long.map(Math.round).join(', ') || 'none of 50 ms'}`);
  assert.match(await said(page, RANGE), /^Of 1,000,000,000 tasks/);
}));

test('the curve\'s values are read by keyboard, and saved', () => on(async (page) => {
  const values = page.getByRole('slider', { name: 'Values: How close an output of 20 % comes' });
  await values.focus();
  await page.keyboard.press('End');
  assert.equal(plain(await values.getAttribute('aria-valuetext')), 'Answer: 1,569 tasks for ±2 points');
  const svg = await saved(page, button(page, 'Download SVG: How close an output of 20 % comes'));
  assert.equal(svg.name, 'within.svg');
  assert.match(plain(svg.text), /It takes 1,569 tasks/);
  const csv = await saved(page, button(page, 'Download CSV: How close an output of 20 % comes'));
  // The mark by which spreadsheets know the text for Unicode.
  assert.match(csv.text, /^\ufeffTasks,Within \(±\)\r\n/);
}));

/** The numbers of a chart as its CSV has them: an object for each row, by the column's head. */
const numbers = async (page, chart) => {
  const { text } = await saved(page, button(page, `Download CSV: ${chart}`));
  const [heads, ...rows] = text.replace('\ufeff', '').trimEnd().split('\r\n').map((line) => line.split(','));
  return rows.map((cells) => Object.fromEntries(cells.map((cell, i) => [plain(heads[i]), cell])));
};

const near = (found, expected, what) => {
  assert.ok(Math.abs(found - expected) <= 1e-12 * Math.max(1, Math.abs(expected)), `${what}: ${found}, not ${expected}`);
};

const NONE = 'The chance that some output gets none';
const COME_TO = 'What a good and a bad annotator come to';

test('the chart of empty outputs has the numbers of the command line', () => on(async (page) => {
  await shares(page).fill('Review 5, Audit 15, Never 0, Pass 80');
  await field(card(page, EMPTY), 'Tasks').fill('20');
  const values = page.getByRole('slider', { name: `Values: ${NONE}` });
  const rows = await numbers(page, NONE);
  assert.deepEqual(Object.keys(rows[0]), ['Tasks', 'Some output gets none', 'Review', 'Audit', 'Pass']);
  const plan = (tasks) => sluice(['plan', 'empty', '--intended', '5,15,0,80', '--tasks', String(tasks)]);
  const { filled_from: answer } = plan(20);
  const tasks = rows.map((row) => Number(row.Tasks));
  assert.ok(rows.length > 20 && tasks.includes(20) && tasks.includes(answer), tasks.join());
  for (const row of rows) {
    const { any, outputs } = plan(row.Tasks);
    near(Number(row['Some output gets none']), any, `any of ${row.Tasks}`);
    for (const [name, i] of [['Review', 0], ['Audit', 1], ['Pass', 3]]) {
      near(Number(row[name]), outputs[i].empty, `${name} of ${row.Tasks}`);
    }
  }
  // Each value is reached by keyboard: 0.95^20 + 0.85^20 − 0.8^20 = 0.38572.
  await values.focus();
  await page.keyboard.press('Home');
  const read = [];
  for (let i = 0; i < rows.length; i += 1) {
    read.push(plain(await values.getAttribute('aria-valuetext') ?? ''));
    await page.keyboard.press('ArrowRight');
  }
  assert.ok(read.some((words) => words.startsWith('Asked: 20 tasks: 38.6 % of runs')), read.join('\n'));
  assert.ok(read.some((words) => words.startsWith(`Answer: ${answer} tasks: `)), read.join('\n'));
  // With one output for all there is nothing to fall.
  await shares(page).fill('100');
  await values.waitFor({ state: 'detached' });
}));

test('the chart of two annotators has the chances of the command line', () => on(async (page) => {
  for (const [good, bad] of [[95, 85], [60, 58]]) {
    await field(page, 'Good: right in').fill(String(good));
    await field(page, 'Bad: right in').fill(String(bad));
    const plan = sluice(['plan', 'benchmark', '--good', String(good), '--bad', String(bad)]);
    await card(page, BENCHMARK).getByText(new RegExp(`^${plan.tasks.toLocaleString('en')} tasks with`)).waitFor();
    const rows = await numbers(page, COME_TO);
    const sum = (result, law) => rows.filter((row) => row.Result === result)
      .reduce((total, row) => total + Number(row[law]), 0);
    near(sum('fails', `good: right in ${good} %`), plan.good_fails, 'the good one fails');
    near(sum('passes', `bad: right in ${bad} %`), plan.bad_passes, 'the bad one passes');
    assert.equal(Number(rows.find((row) => row.Result === 'passes')['From right']), plan.pass_from);
    assert.deepEqual([rows[0]['From right'], rows.at(-1)['To right']], ['0', String(plan.tasks)]);
    const values = page.getByRole('slider', { name: `Values: ${COME_TO}` });
    await values.focus();
    await page.keyboard.press('End');
    const mark = `${plan.pass_from.toLocaleString('en')} of ${plan.tasks.toLocaleString('en')} right to pass; `;
    assert.ok(plain(await values.getAttribute('aria-valuetext')).startsWith(mark), mark);
  }
}));

test('a stage that does not draw its tasks one by one is told apart', () => open(async (page) => {
  const inspector = await inspect(page, 'QA sample');
  await inspector.getByRole('combobox', { name: 'Method' }).selectOption({ index: 1 });
  await goTo(page, 'Plan');
  await page.getByText('QA sample does not draw its tasks one by one').waitFor();
}));

test('no rule is broken in any theme and width', () => on(async (page) => {
  await page.locator('details:visible').evaluateAll((all) => { for (const one of all) one.open = true; });
  await accessible(page, 'the planner');
  await shares(page).fill('20/70');
  await field(page, 'Bad: right in').fill('99');
  await accessible(page, 'what cannot be answered');
  await shares(page).fill('Review 10, Second look 10, Audit by an expert annotator 5, Pass 75');
  await accessible(page, 'four outputs');
  await shot(page, 'plan', { fullPage: true });
}));
