// The ways to take a share, and the stages that call a server or hold tasks: their forms, and
// what a run of each comes to.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { shows } from './agreement.mjs';
import { sluice } from './cli.mjs';
import {
  button, choose, closeInspector, drawer, inspect, lab, made, manifest, openTemplate, places, run, save, seed, splits,
} from './lab.mjs';

const open = lab();

const field = (place, name) => place.getByRole('textbox', { name, exact: true });
const method = (place) => place.getByRole('combobox', { name: 'Method', exact: true });
const stage = async (page, id) => JSON.parse((await save(page)).text).stages.find((one) => one.id === id);

/** The methods by their names on the page and in files, and a part of what each is said to mean. */
const METHODS = [
  ['Each task on its own', 'independent', '(V7, Ango Hub, Labelbox)'],
  ['Exact share of all', 'quota', '(Label Studio, Kili)'],
  ['Exact in every block', 'block', '(Decisions)'],
  ['Every k-th task', 'every_kth', '(Toloka)'],
  ['The same for the same task', 'sticky', '(Prodigy, feature flags)'],
  ['Whichever is behind', 'balanced', '(CVAT honeypots)'],
];

/** Fails unless the page shows what the command line makes of the workflow as it stands there. */
async function agrees(page, args = []) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-'));
  try {
    const path = join(folder, 'workflow.json');
    writeFileSync(path, (await save(page)).text);
    const report = sluice(['run', path, '--seed', String(await seed(page)), ...args]);
    await shows(page, report);
    return report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const [name, word, meaning] of METHODS) {
  test(`${word}: chosen, explained, run, and the same as on the command line`, () => open(async (page) => {
    const inspector = await inspect(page, 'QA sample');
    await method(inspector).selectOption(name);
    await inspector.getByText(meaning).waitFor();
    assert.equal((await stage(page, 'qa')).method, word);
    assert.equal(await field(inspector, 'Tasks in a block').count(), word === 'block' ? 1 : 0);
    assert.equal(await inspector.getByRole('checkbox', { name: 'Start at a random place' }).count(), word === 'every_kth' ? 1 : 0);
    assert.equal(await inspector.getByRole('group', { name: 'When a task comes back' }).count(), word === 'sticky' ? 0 : 1);
    await closeInspector(page);
    await run(page);
    const report = await agrees(page);
    const { outputs } = report.stages.find(({ id }) => id === 'qa');
    const [shown] = await splits(page);
    const fixed = ['fixed', 'bounded'].includes(outputs[0].law);
    assert.equal(fixed, shown.heads.includes('By the method'));
    assert.equal(fixed, shown.words.includes('what the method gives'));
    assert.equal(fixed, !shown.words.includes('99.9\u00a0%'));
    if (outputs[0].law === 'fixed') assert.equal(shown.outputs[0].cells['By the method'], `always ${outputs[0].observed}`);
  }));
}

test('many runs of a method that gives one count', () => open(async (page) => {
  await method(await inspect(page, 'QA sample')).selectOption('Exact share of all');
  await closeInspector(page);
  await page.getByRole('textbox', { name: 'Runs' }).fill('40');
  await run(page);
  await agrees(page, ['--runs', '40']);
}));

test('a method and what it asks for are set by keyboard, and taken back', () => open(async (page) => {
  const inspector = await inspect(page, 'QA sample');
  const before = (await save(page)).text;
  await method(inspector).focus();
  // A list takes the option whose first letters are typed.
  await page.keyboard.type('Exact in');
  await page.keyboard.press('Tab');
  assert.ok(await field(inspector, 'Tasks in a block').evaluate((box) => box === document.activeElement));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('25');
  await page.keyboard.press('Tab');
  assert.ok(await inspector.getByRole('radio', { name: 'Decide anew' }).evaluate((one) => one === document.activeElement));
  await page.keyboard.press('ArrowDown');
  const { method: chosen, block, on_return: kept } = await stage(page, 'qa');
  assert.deepEqual([chosen, block, kept], ['block', 25, 'keep']);
  await field(inspector, 'Tasks in a block').fill('0');
  await inspector.getByText(/^A whole number from 1 /).waitFor();
  assert.equal((await stage(page, 'qa')).block, 25);

  // Changes of one stage that follow one another are one step.
  await button(page, 'Undo').click();
  assert.equal((await save(page)).text, before);
  assert.equal(await method(inspector).locator('option:checked').textContent(), 'Each task on its own');

  await method(inspector).selectOption('Every k-th task');
  await inspector.getByRole('checkbox', { name: 'Start at a random place' }).check();
  assert.equal((await stage(page, 'qa')).random_start, true);
}));

test('a rule keeps its method folded away, and says it', () => open(async (page) => {
  await openTemplate(page, 'Logic rules (Ango Hub)');
  const inspector = await inspect(page, 'Who looks again?');
  const rule = inspector.getByRole('group', { name: 'Rule 3: Random sample', exact: true });
  assert.equal(await method(rule).isVisible(), false);
  await rule.getByText('Method: Each task on its own').click();
  await method(rule).selectOption('Exact share of all');
  await rule.getByText('Method: Exact share of all').waitFor();
  await rule.getByText('(Label Studio, Kili)').waitFor();
  await rule.getByRole('radio', { name: 'Keep' }).check();
  const { rules } = await stage(page, 'logic');
  assert.deepEqual([rules[2].kind, rules[2].method, rules[2].on_return], ['random_sample', 'quota', 'keep']);
  // A share that is changed afterwards leaves the method alone.
  await field(rule, 'Share that matches').fill('30');
  assert.equal((await stage(page, 'logic')).rules[2].method, 'quota');
  await button(page, 'Undo').click();
  const [, , { share, method: taken, on_return: kept }] = (await stage(page, 'logic')).rules;
  assert.deepEqual([share, taken, kept], [20, undefined, undefined]);
}));

test('a webhook is added, and what its retries leave is told', () => open(async (page) => {
  const inspector = await inspect(page, 'Annotate');
  await inspector.getByRole('combobox', { name: 'Add a stage after this' }).selectOption('Webhook');
  await button(inspector, 'Add').click();
  const added = page.getByRole('region', { name: 'webhook', exact: true });
  await added.getByText('Fewer than 0.001\u00a0% of tasks take Failure.').waitFor();
  await field(added, 'Calls that fail').fill('40');
  await field(added, 'Retries').fill('6');
  await added.getByText(/^A whole number from 0 to 5/).waitFor();
  await field(added, 'Retries').fill('1');
  await added.getByText('16\u00a0% of tasks take Failure.').waitFor();
  await added.getByRole('combobox', { name: 'Failure' }).selectOption('Complete');
  const { next } = await stage(page, 'annotate');
  const { failure_share: share, retries, success, failure } = await stage(page, next);
  assert.deepEqual([share, retries, success, failure], [40, 1, 'qa', 'complete']);
  await closeInspector(page);
  await run(page);
  await agrees(page);
  await button(page, 'Undo').click();
  assert.equal((await stage(page, next)).failure, 'qa');
}));

test('a hold is added, and lets tasks on when it is told to', () => open(async (page) => {
  const inspector = await inspect(page, 'Annotate');
  await inspector.getByRole('combobox', { name: 'Add a stage after this' }).selectOption('Hold');
  await button(inspector, 'Add').click();
  const added = page.getByRole('region', { name: 'hold', exact: true });
  await added.getByRole('radio', { name: 'When everything has arrived' }).check();
  await closeInspector(page);
  await run(page);
  const released = await agrees(page);
  assert.equal(released.waiting.length, 0);
  await button(page, 'Undo').click();
  await run(page);
  const { rows } = await places(page);
  assert.deepEqual(rows, [['Complete – completed', '0'], ['hold – waiting\nnobody releases them', '100']]);
}));

test('an agent runs whenever so many tasks have gathered, and the rest wait', () => open(async (page) => {
  await openTemplate(page, 'Benchmark QA (Encord)');
  const agent = JSON.parse((await save(page)).text).stages.find(({ kind }) => kind === 'agent');
  const inspector = await inspect(page, agent.name);
  assert.equal(await field(inspector, 'Tasks for a run').count(), 0);
  await inspector.getByRole('radio', { name: 'Whenever so many have gathered' }).check();
  await field(inspector, 'Tasks for a run').fill('50');
  const { runs, every } = await stage(page, agent.id);
  assert.deepEqual([runs, every], ['every_k', 50]);
  await closeInspector(page);
  await run(page);
  await page.getByText(/– waiting/).first().waitFor();
}));

test('a data unit of two datasets is one task, and a note says where it starts', () => open(async (page) => {
  await openTemplate(page, 'Benchmark QA (Encord)');
  for (const name of ['benchmark-qa.benchmark.json', 'benchmark-qa.production.csv']) {
    await drawer(page, /^Manifests/);
    await button(page, `Remove ${name}`).click();
  }
  const images = (numbers) => JSON.stringify({ images: numbers.map((n) => ({ objectUrl: `https://example.com/${n}.jpg` })) });
  await choose(page, 'Load manifest', [made('known.json', images([1, 2])), made('new.json', images([2, 3, 4]))]);
  await manifest(page, 'known.json').getByRole('combobox').selectOption({ label: 'Benchmark dataset' });
  await manifest(page, 'new.json').getByRole('combobox').selectOption({ label: 'Production dataset' });
  const inspector = await inspect(page, 'Production dataset');
  await inspector.getByRole('checkbox', { name: 'These are the benchmark' }).check();
  assert.equal((await stage(page, 'production')).benchmark, true);
  await closeInspector(page);
  await run(page);
  const notes = page.getByRole('list', { name: 'Notes' });
  await notes.getByText('1 data unit is in Production dataset and in Benchmark dataset').waitFor();
  await page.getByText('All 4\u00a0tasks are accounted for.').waitFor();
}));
