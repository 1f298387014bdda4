// The results screen: each part by its link, its numbers against the command line's, its files.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { axe } from './browser.mjs';
import { sluice, written } from './cli.mjs';
import { button, choose, example, fixture, lab, manifest, openTemplate, run, settled } from './lab.mjs';
import { count, pValue, percent } from './report.mjs';

const open = lab();
const SAMPLE = ['run', example('sample-for-review.json'), '--seed', '77'];
const LOGIC = 'Logic rules (Ango Hub)';
const PARTS = ['Splits', 'Distribution', 'Over tasks', 'Across', 'Flow', 'Tasks', 'Compare', 'Take away'];
const GROUP = ',';

/** Goes to a part of the results by its address, as a link does. */
async function part(page, word) {
  await page.evaluate((hash) => { location.hash = hash; }, `#/results/${word}`);
  await page.getByRole('heading', { name: 'Results', exact: true }).waitFor();
}

/** A table's heads and rows. */
const table = (page, name) => page.getByRole('region', { name: `Table: ${name}` }).getByRole('table').evaluate((at) => ({
  heads: [...at.tHead.rows[0].cells].map((cell) => cell.textContent),
  rows: [...at.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent)),
}));

async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** What a part says first. */
const sentence = (page, words) => page.locator('.results__sentence').filter({ hasText: words });

const runsOver = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
});

/** Fails where the part breaks a rule in any theme and width, or runs over the side. */
async function accessible(page, what) {
  const found = [];
  for (const width of [1440, 800, 360]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const violation of await axe(page)) found.push(`${what}, ${colorScheme}, ${width} px: ${violation}`);
    }
    const over = await runsOver(page);
    if (over > 0) found.push(`${what}, ${width} px: ${over} px run over the side`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
  assert.deepEqual(found, []);
}

test('each part has a link, and its address leads there', () => open(async (page) => {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Results' }).click();
  const parts = page.getByRole('navigation', { name: 'Parts of the result' });
  await parts.waitFor();
  assert.deepEqual(await parts.getByRole('link').allTextContents(), PARTS);
  for (const name of PARTS) {
    await parts.getByRole('link', { name, exact: true }).click();
    await page.waitForFunction((word) => location.hash === `#/results/${word}`, name.toLowerCase().replace(' ', '-'));
    // The address changes before the page has drawn the part.
    await parts.locator('[aria-current=page]').filter({ hasText: new RegExp(`^${name}$`) }).waitFor();
  }
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('.tabs [aria-current=page]').textContent === 'Compare');
}));

test('the splits are those of the command line, the oddest first, and can be saved', () => open(async (page) => {
  await openTemplate(page, LOGIC);
  await part(page, 'splits');
  const seed = await page.locator('.results__run dd').last().textContent();
  const report = sluice(['run', example('logic-rules.json'), '--manifest', example('logic-rules.manifest.json'), '--seed', seed]);
  const { heads, rows } = await table(page, 'All numbers');
  const outputs = report.stages.flatMap((stage) => (stage.outputs.length > 1 ? stage.outputs.map((output) => ({ stage, output })) : []));
  assert.equal(rows.length, outputs.length);
  for (const { stage, output } of outputs) {
    const row = rows.find((cells) => cells[0] === stage.name && cells[1] === output.name);
    assert.ok(row, `${stage.name} ${output.name}`);
    const cell = (head) => row[heads.indexOf(head)];
    assert.equal(cell('Observed'), count(output.observed));
    assert.equal(cell('Share'), output.share === null ? '–' : percent(output.share));
    if (output.judged) {
      assert.deepEqual([cell('Of'), cell('Took it')], [output.judged.n, output.judged.k].map(count));
      assert.deepEqual([cell('95 % from'), cell('95 % to')], output.range95.map(count));
      assert.equal(cell('p'), pValue(output.p_value));
    }
  }
  const judged = report.stages.filter(({ split }) => split);
  const first = await page.locator('.verdicts__one .split__name').first().textContent();
  const least = Math.min(...judged.map(({ split }) => split.p_value));
  assert.equal(judged.find(({ name }) => name === first).split.p_value, least);
  await sentence(page, report.summary.sentence).waitFor();

  await page.getByRole('textbox', { name: 'Find a stage or an output' }).fill('coach');
  await page.getByText(/^1 of \d+.splits\.$/).waitFor();
  await page.getByRole('textbox', { name: 'Find a stage or an output' }).fill('nothing like it');
  await page.getByText('No split is like that.').waitFor();
  await page.getByRole('textbox', { name: 'Find a stage or an output' }).fill('');
  const { name, text } = await saved(page, () => page.getByRole('button', { name: /^Save \d+.splits as CSV$/ }).click());
  assert.equal(name, 'splits-all.csv');
  assert.equal(text.trim().split('\r\n').length, outputs.length + 1);
}));

test('a chart is saved as SVG, PNG and CSV', () => open(async (page) => {
  await part(page, 'splits');
  const chart = page.getByRole('figure', { name: 'Splits beside what was intended' });
  for (const kind of ['SVG', 'PNG', 'CSV']) {
    const { name, text } = await saved(page, () => chart.getByRole('button', { name: new RegExp(kind) }).click());
    assert.ok(name.endsWith(kind.toLowerCase()), name);
    assert.ok(text.length > 100, kind);
  }
}));

test('running again adds a dot, and a thousand runs are those of the command line', () => open(async (page) => {
  await part(page, 'distribution');
  await sentence(page, /^One run so far: 17 of 100 took Review\. 95 of 100 runs send 12 to 28\.$/).waitFor();
  const dots = page.getByRole('figure', { name: 'in dots' });
  const circles = () => dots.locator('circle.ink--runs').count();
  // One more for the legend.
  const one = await circles();
  await button(page, 'Run again').click();
  await sentence(page, /^2 runs /).waitFor();
  assert.equal(await circles(), one + 1);
  await page.getByRole('button', { name: `+1${GROUP}000 runs` }).click();
  await sentence(page, new RegExp(`^1${GROUP}002 runs came to`)).waitFor({ timeout: 60_000 });

  const report = sluice([...SAMPLE, '--runs', '1002']);
  const review = report.stages.find(({ id }) => id === 'qa').outputs.find(({ name }) => name === 'Review');
  await page.getByText(`${count(review.runs.inside95)} of the 1${GROUP}002 lie where chance alone puts 95 of 100.`).waitFor();
  await sentence(page, new RegExp(`came to ${review.runs.min} to ${review.runs.max} at Review`)).waitFor();
  // The law of 100 tasks at 20 %: math.comb(100, 20) * 0.2**20 * 0.8**80 is 0.0993.
  const law = page.getByRole('figure', { name: 'beside the exact law' });
  const { text } = await saved(page, () => law.getByRole('button', { name: /CSV/ }).click());
  const [heads, ...rows] = text.trim().split('\r\n').map((line) => line.split(','));
  const at = rows.find((row) => row[heads.indexOf('From')] === '20');
  assert.ok(at.some((cell) => Math.abs(Number(cell) - 0.09930021480882524) < 1e-12), `${heads}: ${at}`);
}));

test('runs are played, paused and stepped through, on axes that stay', () => open(async (page) => {
  await part(page, 'distribution');
  await sentence(page, /^One run so far/).waitFor();
  await button(page, 'Run again').click();
  await sentence(page, /^2 runs /).waitFor();
  const player = page.getByRole('group', { name: 'Player' });
  await player.getByText('Run 2 of 2').waitFor();
  await button(player, 'Next run').click();
  await player.getByText('Run 1 of 2').waitFor();
  await button(player, 'Previous run').click();
  await player.getByText('Run 2 of 2').waitFor();
  await button(player, 'Play').click();
  await player.getByText('Run 1 of 2').waitFor();
  await button(player, 'Pause').click();
  await button(player, 'Play').waitFor();
}));

test('the count after the last task is that of the run', () => open(async (page) => {
  await part(page, 'over-tasks');
  await page.getByText('After 100\u00a0tasks 17 took Review: 17\u00a0% where 20\u00a0% was asked for, \u22123 tasks off').waitFor();
  await page.getByText('stays valid under looking').waitFor();
}));

test('annotators are compared within the limits of chance', () => open(async (page) => {
  await openTemplate(page, LOGIC);
  await part(page, 'across');
  await page.getByRole('combobox', { name: 'Compare' }).waitFor();
  const kinds = await page.getByRole('combobox', { name: 'Compare' }).locator('option').allTextContents();
  assert.ok(kinds.includes('Annotators') && kinds.includes('Batches'), kinds.join());
  await page.getByText('Ranges and p-values').click();
  const { rows } = await table(page, 'Ranges and p-values');
  assert.ok(rows.some(([name]) => name === 'Ana') && rows.some(([name]) => name === 'Chidi (new)'));
}));

test('every path is listed with the share intended for it', () => open(async (page) => {
  await part(page, 'flow');
  const report = sluice(SAMPLE);
  const { rows } = await table(page, 'Paths');
  assert.equal(rows.length, report.routes.length);
  assert.deepEqual(rows.map(([, tasks]) => tasks), report.routes.map(({ tasks }) => count(tasks)));
  assert.deepEqual(rows.map((row) => row[3]), report.routes.map(({ intended }) => (intended === null ? '–' : percent(intended))));
}));

test('tasks are filtered, and one is explained draw by draw', () => open(async (page) => {
  await part(page, 'tasks');
  await page.getByText('All 100\u00a0tasks of the first run.').waitFor();
  const took = page.getByRole('combobox', { name: 'Took the output' });
  await took.selectOption({ label: 'QA sample: Review (17)' });
  await page.getByText('17 of 100\u00a0tasks.').waitFor();
  const first = page.getByRole('button', { name: /^Explain task/ }).first();
  const name = await first.getAttribute('aria-label');
  await first.click();
  const told = page.getByRole('region', { name: name.replace('Explain task', 'Task') });
  await told.getByText(/It drew 0\.\d+; Review takes 0 to 0\.2\./).first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'explained');
  await button(told, 'Close the explanation').click();
  await took.selectOption({ label: 'Any' });
  await page.getByText('All 100\u00a0tasks of the first run.').waitFor();
}));

test('a million tasks are listed, and read at both ends', () => open(async (page) => {
  await page.getByRole('textbox', { name: 'Tasks per run' }).fill('1000000');
  await run(page);
  await part(page, 'tasks');
  await page.getByText(`All 1${GROUP}000${GROUP}000\u00a0tasks of the first run.`).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Explain task 1', exact: true }).waitFor();
  await page.getByRole('rowgroup', { name: 'Rows' }).evaluate((box) => { box.scrollTop = box.scrollHeight; });
  await page.getByRole('button', { name: `Explain task 1${GROUP}000${GROUP}000` }).waitFor();
  assert.ok(await page.getByRole('button', { name: /^Explain task/ }).count() < 100);
}));

test('the tasks of a manifest have their titles', () => open(async (page) => {
  await choose(page, 'Load manifest', fixture('encord-seed-aws-mixed.json'));
  await manifest(page, 'encord-seed-aws-mixed.json').getByText('6 tasks from').waitFor();
  await run(page);
  await part(page, 'tasks');
  await page.getByText('All 6\u00a0tasks of the first run.').waitFor();
  await page.locator('.way-list').getByText('apple-samsung-dark').waitFor();
}));

test('a report is taken away as the command line writes it', () => open(async (page) => {
  await part(page, 'take-away');
  const command = await page.locator('.results__command').textContent();
  assert.equal(command, 'sluice report workflow.json --seed 77 --output report.html');
  const html = await saved(page, () => page.getByRole('button', { name: /HTML/ }).click());
  assert.equal(html.name, 'report.html');
  assert.ok(html.text.startsWith('<!doctype html>') && html.text.includes('You asked for 20') && html.text.includes(command));
  assert.ok(html.text.includes('<figcaption>Split of QA sample</figcaption>\n<svg '));
  const markdown = await saved(page, () => button(page, 'Markdown').click());
  assert.ok(markdown.name === 'report.md' && markdown.text.startsWith('# Sample for review'));
  const json = JSON.parse((await saved(page, () => button(page, 'JSON').click())).text);
  assert.deepEqual(json.report.stages, sluice(SAMPLE).stages);
}));

test('a report with its charts is the command line’s to the byte, but for the command', () => open(async (page) => {
  await page.getByRole('textbox', { name: 'Runs', exact: true }).fill('40');
  await run(page);
  await part(page, 'take-away');
  const html = await saved(page, () => page.getByRole('button', { name: /HTML/ }).click());
  const path = join(tmpdir(), `sluice-${process.pid}-report.html`);
  written(['report', example('sample-for-review.json'), '--seed', '77', '--runs', '40', '--output', path]);
  const without = (text) => text.replace(/<pre[^]*?<\/pre>/, '');
  assert.equal(without(html.text), without(readFileSync(path, 'utf8')));
  assert.ok(html.text.includes('<figcaption>Review: counts of 40 runs, in dots</figcaption>\n<svg '));
}));

test('what was run is what is looked into: an edit is told of, and another run looked into', () => open(async (page) => {
  await part(page, 'over-tasks');
  await page.getByText('After 100\u00a0tasks 17 took Review').waitFor();
  await button(page, 'Run with a new seed').click();
  await page.waitForFunction(() => [...document.querySelectorAll('.results__run dd')].at(-1).textContent !== '77');
  const seed = await page.locator('.results__run dd').last().textContent();
  const report = sluice(['run', example('sample-for-review.json'), '--seed', seed]);
  const review = report.stages.find(({ id }) => id === 'qa').outputs.find(({ name }) => name === 'Review');
  await page.getByText(`After 100\u00a0tasks ${review.judged.k} took Review`).waitFor();
  await page.evaluate(() => { location.hash = '#/'; });
  await page.getByRole('textbox', { name: 'Tasks per run' }).fill('50');
  await part(page, 'over-tasks');
  await page.locator('.results__state').getByText('The workflow has changed since this run').waitFor();
}));

for (const word of ['splits', 'distribution', 'over-tasks', 'across', 'flow', 'tasks', 'compare', 'take-away']) {
  test(`${word} is open to everybody`, () => open(async (page) => {
    await openTemplate(page, LOGIC);
    await settled(page);
    await part(page, word);
    await page.locator('.desk .panel').first().waitFor();
    await page.getByText('is being looked into').waitFor({ state: 'detached' });
    if (word === 'compare') {
      await button(page, 'Compare').click();
      await page.getByRole('figure', { name: 'Shares of outputs' }).waitFor({ timeout: 60_000 });
    }
    if (word === 'tasks') {
      await page.getByRole('button', { name: /^Explain task/ }).first().click();
      await page.locator('.way__stop').first().waitFor();
    }
    await accessible(page, word);
  }));
}
