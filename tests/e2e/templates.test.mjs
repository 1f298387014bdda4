// Every template opens, runs and shows what the command line says of the same run.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shows } from './agreement.mjs';
import { sluice } from './cli.mjs';
import { choose, drawer, example, lab, manifest, openTemplate, run, seed, settled, workflow } from './lab.mjs';

const TEMPLATES = [
  { label: 'Sample for review (V7)', file: 'sample-for-review.json', manifests: {} },
  { label: 'Spot-check a model (V7)', file: 'spot-check-a-model.json', manifests: {} },
  { label: 'Logic rules (Ango Hub)', file: 'logic-rules.json', manifests: { data: 'logic-rules.manifest.json' } },
  {
    label: 'Benchmark QA (Encord)',
    file: 'benchmark-qa.json',
    manifests: { benchmark: 'benchmark-qa.benchmark.json', production: 'benchmark-qa.production.csv' },
  },
];

const open = lab();

test('the header lists every shipped template', () => open(async (page) => {
  const options = await page.getByRole('combobox', { name: 'Template' }).getByRole('option').allTextContents();
  assert.deepEqual(options.slice(1), TEMPLATES.map(({ label }) => label));
}));

for (const { label, file, manifests } of TEMPLATES) {
  test(`${label} opens, runs, and shows the command line's numbers`, () => open(async (page) => {
    await openTemplate(page, label);
    const feeds = Object.entries(manifests).flatMap(([stage, name]) => ['--manifest', `${stage}=${example(name)}`]);
    const report = sluice(['run', example(file), ...feeds, '--seed', String(await seed(page))]);

    await shows(page, report);
    await page.getByRole('button', { name: 'Problems: none' }).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Workflow' }).inputValue(), report.workflow);
  }));
}

test('a template runs once all its manifests are there, however late the last one comes', () => open(async (page) => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route('**/benchmark-qa.production.csv', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('combobox', { name: 'Template' }).selectOption({ label: 'Benchmark QA (Encord)' });
  await drawer(page, /^Manifests/);
  await manifest(page, 'benchmark-qa.benchmark.json').getByText('Accepted', { exact: true }).waitFor();
  release();
  await manifest(page, 'benchmark-qa.production.csv').getByText('Accepted', { exact: true }).waitFor();
  await settled(page);
  await page.getByRole('region', { name: 'Where the tasks are' }).getByText('All 120').waitFor();
}));

test('manifests that come after another template was opened are not loaded', () => open(async (page) => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route('**/logic-rules.manifest.json', async (route) => {
    await held;
    await route.continue();
  });
  const templates = page.getByRole('combobox', { name: 'Template' });
  await templates.selectOption({ label: 'Logic rules (Ango Hub)' });
  await templates.selectOption({ label: 'Sample for review (V7)' });
  await settled(page);
  const come = page.waitForResponse('**/logic-rules.manifest.json');
  release();
  await (await come).finished();
  await drawer(page, /^Manifests/);
  await page.getByText('No manifest is loaded').waitFor();
  // A round trip to the worker and back: whatever came before has been dealt with.
  await run(page);
  assert.equal(await page.getByText('No manifest is loaded').count(), 1);
  assert.equal(await page.getByRole('textbox', { name: 'Tasks per run' }).inputValue(), '100');
}));

test('every kind of stage, rule and end shows the command line\'s numbers', () => open(async (page) => {
  await choose(page, 'Open workflow', workflow('every-kind.json'));
  await settled(page);
  const report = sluice(['run', workflow('every-kind.json'), '--seed', String(await seed(page))]);
  assert.ok(report.waiting.length > 0 && report.stopped.length > 0 && report.ended.length === 3, 'the fixture has every fate');
  await shows(page, report);
}));
