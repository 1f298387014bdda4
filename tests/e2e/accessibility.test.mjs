// Every screen, state, theme and width against the accessibility rules, and nothing runs over the
// side of a narrow window.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axe } from './browser.mjs';
import {
  button, choose, closeInspector, drawer, fixture, inspect, lab, made, manifest, notice, openTemplate, settled, workflow,
} from './lab.mjs';

const THEMES = ['light', 'dark'];
const WIDTHS = [1440, 800, 360];
const NARROW = [360, 320];

const open = lab();

/** Fails if the page as it stands breaks a rule in any theme and width. */
async function accessible(page, what) {
  const found = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      for (const violation of await axe(page)) found.push(`${what}, ${colorScheme}, ${width} px: ${violation}`);
    }
  }
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${what}, ${width} px: ${over} px run over the side`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
  assert.deepEqual(found, []);
}

const unfold = (page) => page.locator('details:visible').evaluateAll((all) => {
  for (const one of all) one.open = true;
});

test('home', () => open((page) => accessible(page, 'home')));

test('every template', () => open(async (page) => {
  for (const label of ['Spot-check a model (V7)', 'Logic rules (Ango Hub)', 'Benchmark QA (Encord)']) {
    await page.getByRole('combobox', { name: 'Template' }).selectOption({ label });
    await page.getByText('are accounted for.').waitFor();
    await accessible(page, label);
  }
}));

test('a result with tasks that wait and stop, of one run and of many', () => open(async (page) => {
  await choose(page, 'Open workflow', workflow('every-kind.json'));
  await settled(page);
  await accessible(page, 'every kind, one run');
  await page.getByRole('textbox', { name: 'Runs' }).fill('50');
  await button(page, 'Run').click();
  await page.getByText('50\u00a0runs ·').waitFor();
  await accessible(page, 'every kind, many runs');
}));

const STAGES = [
  'Orchard', 'Detector', 'Label', 'Which way?', 'Panel', 'Check', 'Pick', 'Glance', 'Agent', 'Asleep', 'Shelf', 'Bin', 'Done',
];

test('the inspector of every kind of stage', () => open(async (page) => {
  await choose(page, 'Open workflow', workflow('every-kind.json'));
  await settled(page);
  for (const name of STAGES) {
    await inspect(page, name);
    await accessible(page, `inspector of ${name}`);
    await closeInspector(page);
  }
}));

test('every part of the drawer', () => open(async (page) => {
  await openTemplate(page, 'Logic rules (Ango Hub)');
  for (const name of [/^Manifests/, /^Problems/, /^People/]) {
    await drawer(page, name);
    await unfold(page);
    await accessible(page, `drawer ${name}`);
  }
}));

test('manifests with warnings and errors, and a notice about them', () => open(async (page) => {
  const items = Array.from({ length: 12 }, (_, i) => (i < 8 ? '{"title": "no address"}' : `{"objectUrl": "https://example.com/${i}.jpg"}`));
  await choose(page, 'Load manifest', [
    fixture('encord-seed-aws-mixed.json'), fixture('encord-seed-aws-dicom.json'), fixture('encord-seed-mrap-1.json'),
    made('partial.json', `{"images": [\n${items.join(',\n')}\n]}`),
    made(`${'a-very-long-file-name-without-any-place-to-break-it'.repeat(3)}.json`, '{"images": ['),
  ]);
  await manifest(page, 'partial.json').getByText('Accepted in part').waitFor();
  await page.getByText('Reading…').first().waitFor({ state: 'detached' });
  await notice(page).getByText('was refused').waitFor();
  await unfold(page);
  await accessible(page, 'manifests');
}));

test('problems, with a badge on their stages and an error at a field', () => open(async (page) => {
  const inspector = await inspect(page, 'QA sample');
  const shares = inspector.getByRole('textbox', { name: 'Share' });
  await shares.first().fill('70');
  await inspector.getByRole('combobox', { name: 'Goes to' }).first().selectOption('Not connected');
  await shares.last().fill('700');
  await inspector.getByText('A percentage must lie between 0 and 100.').waitFor();
  await drawer(page, /^Problems: [1-9]/);
  await accessible(page, 'problems');
  await page.keyboard.press('Control+Enter');
  await notice(page).getByText('mend them').waitFor();
  await accessible(page, 'problems and the notice');
}));

test('a workflow without stages', () => open(async (page) => {
  await choose(page, 'Open workflow', made('none.json', '{"sluice": 1, "stages": []}'));
  await page.getByText('No stages yet.').waitFor();
  await accessible(page, 'no stages');
}));

test('a run under way', () => open(async (page) => {
  await page.getByRole('textbox', { name: 'Tasks per run' }).fill('1000000');
  await page.getByRole('textbox', { name: 'Runs' }).fill('100000');
  await button(page, 'Run').click();
  await page.getByRole('progressbar', { name: 'Tasks done' }).waitFor();
  await accessible(page, 'running');
  await button(page, 'Cancel').click();
  await notice(page).getByText('cancelled').waitFor();
  await accessible(page, 'cancelled');
}));

test('large text and enlarged pages do not run over the side', () => open(async (page) => {
  // 200 % of the text at 720 px is what a person sees who enlarges a 1440 px window fourfold.
  await page.setViewportSize({ width: 720, height: 900 });
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(over, 0);
}));
