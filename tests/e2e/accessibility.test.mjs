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

/** How far the page runs over the side of the window [px]. */
const runsOver = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
});

/**
 * Fails if the page as it stands breaks a rule in any theme and width; with `within`, a selector,
 * only that part is looked at in every theme and width, and the rest once.
 */
async function accessible(page, what, within) {
  const found = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      const whole = width === WIDTHS[0] && colorScheme === 'light';
      for (const violation of await axe(page, whole ? undefined : within)) found.push(`${what}, ${colorScheme}, ${width} px: ${violation}`);
    }
  }
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: 900 });
    const over = await runsOver(page);
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
  await accessible(page, 'every kind, many runs', '.result-panel');
}));

const STAGES = [
  'Orchard', 'Tell the server', 'Detector', 'Label', 'Which way?', 'Panel', 'Check', 'Pick', 'Gate', 'Exact', 'In blocks', 'In steps', 'Even', 'By hash', 'Freezer',
  'Gatherer', 'Glance', 'Agent', 'Asleep', 'Shelf', 'Bin', 'Done',
];

test('the inspector of every kind of stage', () => open(async (page) => {
  await choose(page, 'Open workflow', workflow('every-kind.json'));
  await settled(page);
  for (const name of STAGES) {
    await inspect(page, name);
    await accessible(page, `inspector of ${name}`, '.inspector');
    await closeInspector(page);
  }
}));

test('every method of a sampling stage, and of a rule', () => open(async (page) => {
  const methods = (place) => place.getByRole('combobox', { name: 'Method', exact: true });
  const stage = await inspect(page, 'QA sample');
  for (const name of ['Exact share of all', 'Exact in every block', 'Every k-th task', 'The same for the same task', 'Whichever is behind']) {
    await methods(stage).selectOption(name);
    await accessible(page, name, '.inspector');
  }
  await methods(stage).selectOption('Exact share of all');
  await closeInspector(page);
  await button(page, 'Run').click();
  await page.getByText('what the method gives').waitFor();
  await accessible(page, 'a count that the method sets', '.result-panel');
  await openTemplate(page, 'Logic rules (Ango Hub)');
  const logic = await inspect(page, 'Who looks again?');
  await unfold(page);
  await methods(logic).selectOption('Exact in every block');
  await accessible(page, 'the method of a rule', '.inspector');
}));

test('a note about the tasks given', () => open(async (page) => {
  const images = (...numbers) => JSON.stringify({ images: numbers.map((n) => ({ objectUrl: `https://example.com/${n}.jpg` })) });
  const two = { sluice: 1, stages: [
    { id: 'known', kind: 'dataset', benchmark: true, release: 'automatic', next: 'end' },
    { id: 'new', kind: 'dataset', release: 'automatic', next: 'end' },
    { id: 'end', kind: 'complete' },
  ] };
  await choose(page, 'Open workflow', made('two.json', JSON.stringify(two)));
  await choose(page, 'Load manifest', [made('known.json', images(1, 2)), made('new.json', images(2, 3))]);
  await manifest(page, 'new.json').getByText('Accepted', { exact: true }).waitFor();
  await button(page, 'Run').click();
  await page.getByRole('list', { name: 'Notes' }).waitFor();
  await accessible(page, 'a note', '.result-panel');
}));

test('every part of the drawer', () => open(async (page) => {
  await openTemplate(page, 'Logic rules (Ango Hub)');
  for (const name of [/^Manifests/, /^Problems/, /^People/]) {
    await drawer(page, name);
    await unfold(page);
    await accessible(page, `drawer ${name}`, '.drawer');
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

test('large text does not run over the side', () => open(async (page) => {
  await page.setViewportSize({ width: 720, height: 900 });
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  const over = await runsOver(page);
  assert.equal(over, 0);
}));
