// Another design beside the Lab's: the numbers are those of `sluice compare`, whichever way the
// design was chosen.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sluice } from './cli.mjs';
import { button, choose, example, fixture, lab, made, manifest, openTemplate, run, settled, text } from './lab.mjs';
import { count, percent } from './report.mjs';
import { accessible, saved } from './screens.mjs';

const open = lab();
const SAMPLE = example('sample-for-review.json');

async function compare(page) {
  await page.evaluate(() => { location.hash = '#/results/compare'; });
  await page.getByRole('heading', { name: 'What would another design change?' }).waitFor();
}

const field = (page, name) => page.getByRole('textbox', { name, exact: true });
const against = (page, label) => page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label });

async function compared(page, title) {
  await button(page, 'Compare').click();
  await page.getByRole('heading', { name: title, exact: true }).waitFor({ timeout: 60_000 });
}

/** The workflow with other shares of Review and Pass, as a file. */
function changed(path, shares) {
  const workflow = JSON.parse(text(path));
  const qa = workflow.stages.find(({ id }) => id === 'qa');
  qa.outputs.forEach((output, i) => { output.share = shares[i]; });
  return JSON.stringify(workflow);
}

function file(name, content) {
  const path = join(tmpdir(), `sluice-${process.pid}-${name}`);
  writeFileSync(path, content);
  return path;
}

/** Numbers with one decimal and their sign, as the page writes them. */
const signed = (value) => {
  const words = Math.abs(value).toFixed(1).replace(/\.0$/, '');
  return words === '0' ? '0' : (value > 0 ? '+' : '\u2212') + words;
};

const none = (value, write) => (value === null ? '–' : write(value));

/** The rows that the table of differences has to have. */
function rows(report) {
  const row = (name, intended, { counts, shares, difference, points }) => [
    name,
    ...intended.map((share) => none(share, percent)),
    ...counts.map((mean) => none(mean, count)),
    ...shares.map((share) => none(share, percent)),
    ...[difference, points].flatMap((d) => (d === null ? ['–', '–', '–'] : [d.mean, d.q025, d.q975].map(signed))),
    ...(difference === null ? ['–', '–'] : [difference.more, difference.less].map(count)),
  ];
  return [
    ...report.outputs.map((output) => row(`${output.name}: ${output.output}`, output.intended, output.change)),
    ...report.places.map((place) => row(place.name, [null, null], place.change)),
    ...(report.wrong ? [row('Delivered wrong', [null, null], report.wrong)] : []),
  ];
}

const table = (page, name) => page.getByRole('region', { name: `Table: ${name}` }).locator('tbody tr')
  .evaluateAll((all) => all.map(({ cells }) => [...cells].map((cell) => cell.textContent)));

/** Holds what the page shows against the command line's comparison of two files. */
async function held(page, first, second, args) {
  const report = sluice(['compare', first, second, ...args]);
  assert.deepEqual(await table(page, 'All differences'), rows(report));
  const moved = await table(page, 'Where tasks of the first run came to rest');
  assert.deepEqual(moved.map((cells) => cells[2]), report.moved.flows.map(({ tasks }) => count(tasks)));
  return report;
}

test('another share: how it differs is what the command line says', () => open(async (page) => {
  await page.getByRole('link', { name: 'Results' }).click();
  await page.getByRole('link', { name: 'What would another share change?' }).click();
  await page.getByRole('heading', { name: 'What would another design change?' }).waitFor();
  await field(page, 'Pairs of runs').fill('300');
  await compared(page, 'QA sample: Review: 30\u00a0% in place of 20\u00a0%');
  const other = file('30.json', changed(SAMPLE, [30, 70]));
  const report = await held(page, SAMPLE, other, ['--seed', '77', '--runs', '300']);
  const { another_way: way, both } = report.moved;
  await page.getByText(`In the first pair of runs: ${way} of ${both} tasks went another way`).waitFor();
  const { difference, ranges } = report.outputs[0].change;
  const answer = page.locator('.verdicts__one').first();
  await answer.getByText('QA sample: Review').waitFor();
  await answer.getByText(`In 95 of 100 pairs of runs ${signed(difference.q025)} to ${signed(difference.q975)}`).waitFor();
  await answer.getByText(`${ranges[0][0]} to ${ranges[0][1]} with “Review 20`).waitFor();
  await answer.getByText('one run of each can hide the difference').waitFor();
}));

test('the charts are saved, and the table as CSV in full', () => open(async (page) => {
  await compare(page);
  await field(page, 'Share in place of 20\u00a0%').fill('50');
  await field(page, 'Pairs of runs').fill('20');
  await compared(page, 'QA sample: Review: 50\u00a0% in place of 20\u00a0%');
  const chart = page.getByRole('figure', { name: 'Shares of outputs' });
  for (const kind of ['SVG', 'PNG', 'CSV']) {
    const file = await saved(page, chart.getByRole('button', { name: `Download ${kind}: Shares of outputs` }));
    assert.equal(file.name, `compare-outputs.${kind.toLowerCase()}`);
    assert.ok(file.text.length > 100, kind);
  }
  const report = sluice(['compare', SAMPLE, file('50.json', changed(SAMPLE, [50, 50])), '--seed', '77', '--runs', '20']);
  const csv = await saved(page, button(page, 'Save as CSV: All differences'));
  const [heads, first] = csv.text.replace('\ufeff', '').split('\r\n').map((line) => line.split(','));
  const { counts, difference } = report.outputs[0].change;
  const cell = (head) => Number(first[heads.indexOf(head)]);
  assert.equal(cell('Difference (tasks)'), difference.mean);
  assert.equal(cell('95 % from (tasks)'), difference.q025);
  assert.deepEqual([3, 4].map((at) => Number(first[at])), counts);
}));

test('the workflow of an earlier run is the first of the two', () => open(async (page) => {
  await compare(page);
  await page.evaluate(() => { location.hash = '#/'; });
  await page.getByRole('textbox', { name: 'Tasks per run' }).fill('250');
  await openInLab(page, changed(SAMPLE, [35, 65]));
  await compare(page);
  await against(page, 'Earlier run 1 (seed 77): Sample for review');
  await field(page, 'Pairs of runs').fill('40');
  await compared(page, 'Now in place of before');
  const now = file('35.json', changed(SAMPLE, [35, 65]));
  // Both on the tasks that the Lab has now, which are those of the file opened last.
  await held(page, SAMPLE, now, ['--seed', '77', '--runs', '40']);
  await button(page, 'Open “Before (run 1, seed 77)” in the Lab').click();
  await settled(page);
  await run(page);
  await page.getByText('20\u00a0%').first().waitFor();
}));

async function openInLab(page, content) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, 'Open workflow').click()]);
  await chooser.setFiles(made('35.json', content));
  await settled(page);
}

test('a template and a file are compared on the tasks of the Lab', () => open(async (page) => {
  await compare(page);
  await field(page, 'Pairs of runs').fill('10');
  await against(page, 'Template: Spot-check a model (V7)');
  await compared(page, 'Spot-check a model (V7) in place of the workflow in the Lab');
  const args = ['--seed', '77', '--runs', '10'];
  await held(page, SAMPLE, example('spot-check-a-model.json'), [...args, '--tasks', '100']);

  await against(page, 'A workflow file');
  await button(page, 'Compare').click();
  await page.getByText('Choose a workflow file first.').waitFor();
  await choose(page, 'Choose a workflow file', made('broken.json', '{"sluice": 1,'));
  await page.getByText('broken.json', { exact: true }).waitFor();
  await button(page, 'Compare').click();
  await page.getByText(/The second design cannot be read: .*line 1/).waitFor();
  const seven = changed(SAMPLE, [7.5, 92.5]);
  await choose(page, 'Choose a workflow file', made('seven.json', seven));
  await page.getByText('seven.json', { exact: true }).waitFor();
  await compared(page, 'seven.json in place of the workflow in the Lab');
  await held(page, SAMPLE, file('seven.json', seven), args);
}));

test('the tasks of a manifest are the same in both', () => open(async (page) => {
  await choose(page, 'Load manifest', fixture('encord-seed-aws-mixed.json'));
  await manifest(page, 'encord-seed-aws-mixed.json').getByText('6 tasks from').waitFor();
  await run(page);
  await compare(page);
  await field(page, 'Pairs of runs').fill('50');
  await compared(page, 'QA sample: Review: 30\u00a0% in place of 20\u00a0%');
  const other = file('30m.json', changed(SAMPLE, [30, 70]));
  await held(page, SAMPLE, other, ['--seed', '77', '--runs', '50', '--manifest', `data=${fixture('encord-seed-aws-mixed.json')}`]);
}));

test('a long comparison is cancelled, and other parts answer meanwhile', () => open(async (page) => {
  await page.getByRole('textbox', { name: 'Tasks per run' }).fill('1000000');
  await run(page);
  await compare(page);
  await field(page, 'Pairs of runs').fill('1000');
  await button(page, 'Compare').click();
  await page.getByText(/Both designs are being run: \d/).waitFor();
  await page.evaluate(() => { location.hash = '#/results/over-tasks'; });
  await page.locator('.results__sentence').getByText(/^After 1,000,000\u00a0tasks/).waitFor({ timeout: 60_000 });
  await compare(page);
  const form = page.getByRole('region', { name: 'What would another design change?' });
  await button(form, 'Cancel comparing').click();
  await button(form, 'Compare', { disabled: false }).waitFor();
  await page.getByText(/Both designs are being run/).waitFor({ state: 'detached' });
}));

test('a workflow with errors is not compared', () => open(async (page) => {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, 'Open workflow').click()]);
  await chooser.setFiles(made('90.json', changed(SAMPLE, [20, 70])));
  await compare(page);
  await page.getByText('The workflow has errors, so it cannot be compared.').waitFor();
  assert.ok(await button(page, 'Compare').isDisabled());
}));

test('long names run over no side', () => open(async (page) => {
  const workflow = JSON.parse(text(SAMPLE));
  for (const stage of workflow.stages) {
    stage.name = `${stage.name ?? stage.id} of everything that came in on the first Monday`;
    for (const output of stage.outputs ?? []) output.name += ', which somebody named at some length';
  }
  await choose(page, 'Open workflow', made('long.json', JSON.stringify(workflow)));
  await run(page);
  await compare(page);
  await field(page, 'Pairs of runs').fill('10');
  await button(page, 'Compare').click();
  await page.getByRole('button', { name: /^Open .* in the Lab$/ }).waitFor();
  await accessible(page, 'comparing long names');
}));
