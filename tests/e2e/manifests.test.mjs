// Manifests: every way to load them, what their import says, and the stage that each feeds.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { shows } from './agreement.mjs';
import { sluice } from './cli.mjs';
import {
  button, choose, drawer, example, fixture, lab, made, manifest, notice, run, seed, settled, text,
} from './lab.mjs';
import { count } from './report.mjs';

const MIXED = 'encord-seed-aws-mixed.json';
const DICOM = 'encord-seed-aws-dicom.json';
const TABLE = 'encord-seed-csv-multiple-types.csv';
const BENCHMARK = 'benchmark-qa.benchmark.json';
const PRODUCTION = 'benchmark-qa.production.csv';
const OUTCOMES = {
  accepted: 'Accepted', accepted_with_warnings: 'Accepted with warnings', partial: 'Accepted in part', rejected: 'Refused',
};

const open = lab();
const scratch = mkdtempSync(join(tmpdir(), 'sluice-manifests-'));
after(() => rmSync(scratch, { recursive: true }));

/** A file that the command line can read too. */
function written(name, content) {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

/** Opens the template with two Dataset stages, and takes its own manifests away. */
async function openBenchmark(page) {
  await page.getByRole('combobox', { name: 'Template' }).selectOption({ label: 'Benchmark QA (Encord)' });
  await drawer(page, /^Manifests/);
  for (const name of [BENCHMARK, PRODUCTION]) {
    await manifest(page, name).getByText('Accepted', { exact: true }).waitFor();
    await button(page, `Remove ${name}`).click();
  }
}

/** Waits until no manifest is being read. */
const read = (page) => page.getByText('Reading…').first().waitFor({ state: 'detached' });

/** Fails unless the entry of a manifest says what the command line says of the file. */
async function reports(page, name, path, expected = sluice(['import', path])) {
  const entry = manifest(page, name);
  await entry.getByText(OUTCOMES[expected.outcome], { exact: true }).waitFor();
  const words = (await entry.textContent()).replaceAll('\u00a0', ' ');
  const plural = (kind, n) => (n !== 1 && /^(image|video|image_group|image_sequence|pdf|scene)$/.test(kind) ? `${kind}s` : kind);
  const kinds = Object.entries(expected.units).map(([kind, n]) => `${count(n)} ${plural(kind, n).replaceAll('_', ' ')}`);
  if (expected.tasks > 0) {
    const line = `${count(expected.tasks)} tasks from ${count(expected.urls)} URLs: `;
    assert.ok(words.includes(line), `${name}: no "${line}" in "${words}"`);
    const listed = words.split(line)[1].slice(0, kinds.join(', ').length).split(', ');
    assert.deepEqual(listed.sort(), kinds.sort(), name);
  } else {
    assert.ok(!words.includes('tasks from'), words);
  }
  for (const { code, line, column, message } of expected.diagnostics) {
    assert.ok(words.includes(`Line ${line}, column ${column} ${message}`), `${name}: ${code} at ${line}:${column} is not in "${words}"`);
    assert.ok(words.includes(code), words);
  }
  const places = await entry.getByText(/^Line \d+, column \d+$/).count();
  assert.equal(places, expected.diagnostics.length, name);
}

test('the documented examples load by the file chooser', () => open(async (page) => {
  await choose(page, 'Load manifest', [MIXED, DICOM, TABLE].map(fixture));
  const mixed = manifest(page, MIXED);
  await mixed.getByText('6 tasks from 13 URLs').waitFor();
  await mixed.getByText('duplicate-key').waitFor();
  await mixed.getByText('Line 33, column 1', { exact: true }).waitFor();
  const dicom = manifest(page, DICOM);
  await dicom.getByText('3 tasks from 6 URLs').waitFor();
  await dicom.getByText('trailing-comma').waitFor();
  assert.deepEqual(await dicom.getByText(/^Line \d+/).allTextContents(), ['Line 11, column 103', 'Line 16, column 103']);
  await manifest(page, TABLE).getByText('5 tasks from 8 URLs').waitFor();
  await mixed.getByText('First 6 tasks').click();
  await mixed.getByText('apple-samsung-dark').waitFor();
}));

test('every manifest among the fixtures gives what the command line says', () => open(async (page) => {
  const names = readdirSync(fixture('.')).filter((name) => name !== 'SOURCES.md');
  assert.ok(names.length > 20);
  await choose(page, 'Load manifest', names.map(fixture));
  await read(page);
  await page.getByRole('button', { name: `Manifests: ${names.length}` }).waitFor();
  // In one command, since what one file has another may leave out.
  const expected = sluice(['import', ...names.map(fixture)]);
  for (const [i, name] of names.entries()) await reports(page, name, fixture(name), expected[i]);
}));

test('a manifest is loaded where it is dropped', () => open(async (page) => {
  const data = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, content] of files) transfer.items.add(new File([content], name));
    return transfer;
  }, [MIXED, TABLE].map((name) => [name, text(fixture(name))]));
  const over = await page.getByRole('main').evaluate((main, transfer) => {
    const event = new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true });
    main.dispatchEvent(event);
    return event.defaultPrevented;
  }, data);
  assert.ok(over, 'the browser would open the file itself');
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: data });
  await manifest(page, MIXED).getByText('6 tasks from 13 URLs').waitFor();
  await manifest(page, TABLE).getByText('5 tasks from 8 URLs').waitFor();
}));

for (const [what, name] of [['JSON', MIXED], ['CSV', TABLE]]) {
  test(`pasted ${what} is loaded`, () => open(async (page) => {
    await page.evaluate((content) => {
      const data = new DataTransfer();
      data.setData('text/plain', content);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, text(fixture(name)));
    await reports(page, what === 'JSON' ? 'pasted.json' : 'pasted.csv', fixture(name));
  }));
}

test('a pasted file is loaded', () => open(async (page) => {
  await page.evaluate(([name, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([content], name));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, [MIXED, text(fixture(MIXED))]);
  await reports(page, MIXED, fixture(MIXED));
}));

test('text pasted into a field stays in the field', () => open(async (page) => {
  const field = page.getByRole('textbox', { name: 'Workflow' });
  const taken = await field.evaluate((input) => {
    const data = new DataTransfer();
    data.setData('text/plain', '{"images": []}');
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    input.dispatchEvent(event);
    return event.defaultPrevented;
  });
  assert.equal(taken, false);
  const details = await drawer(page, 'Manifests');
  await details.getByText('No manifest is loaded').waitFor();
}));

test('the box takes a pasted manifest', () => open(async (page) => {
  const details = await drawer(page, 'Manifests');
  await details.getByText('Paste a manifest').click();
  const box = details.getByRole('textbox', { name: 'The manifest\'s text' });
  await box.fill(text(fixture(MIXED)));
  await button(details, 'Load pasted text').click();
  await reports(page, 'pasted.json', fixture(MIXED));
  assert.equal(await box.inputValue(), '');
}));

test('a manifest decides how many tasks a run has, until it is removed', () => open(async (page) => {
  await choose(page, 'Load manifest', fixture(MIXED));
  await manifest(page, MIXED).getByText('6 tasks from').waitFor();
  await page.getByText('The workflow has changed since this run').waitFor();
  await run(page);
  const args = ['run', example('sample-for-review.json'), '--seed', '77'];
  await shows(page, sluice([...args, '--manifest', fixture(MIXED)]));
  assert.equal(await page.getByRole('textbox', { name: 'Tasks per run' }).count(), 0, 'the manifest decides');

  await button(page, `Remove ${MIXED}`).click();
  await page.getByText('No manifest is loaded').waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Tasks per run' }).inputValue(), '100');
  await run(page);
  await shows(page, sluice(args));
}));

test('several manifests feed the stages that they are given to', () => open(async (page) => {
  await openBenchmark(page);
  await choose(page, 'Choose manifests', [fixture(MIXED), fixture(TABLE), example(PRODUCTION)]);
  await read(page);
  const feeds = (name) => page.getByRole('combobox', { name: `${name} feeds`, exact: true });
  const chosen = (name) => feeds(name).evaluate((select) => select.selectedOptions[0].textContent);
  // Names that name no stage: the first stage without a manifest.
  assert.deepEqual([await chosen(MIXED), await chosen(TABLE)], ['Benchmark dataset', 'Production dataset']);
  await feeds(MIXED).selectOption({ label: 'Production dataset' });
  await feeds(TABLE).selectOption({ label: 'Benchmark dataset' });
  await feeds(PRODUCTION).selectOption({ label: 'No stage: not used' });
  await run(page);
  const args = ['run', example('benchmark-qa.json'), '--seed', String(await seed(page))];
  const benchmark = ['--manifest', `benchmark=${fixture(TABLE)}`];
  await shows(page, sluice([...args, ...benchmark, '--manifest', `production=${fixture(MIXED)}`]));

  // Two for one stage, and plain tasks for none.
  await feeds(TABLE).selectOption({ label: 'Production dataset' });
  await feeds(PRODUCTION).selectOption({ label: 'Production dataset' });
  await run(page);
  const production = [MIXED, TABLE].map(fixture).concat(example(PRODUCTION));
  await shows(page, sluice([...args, ...production.flatMap((path) => ['--manifest', `production=${path}`])]));
}));

test('manifests are given to the stages that their names name', () => open(async (page) => {
  await openBenchmark(page);
  const names = [PRODUCTION, BENCHMARK];
  await choose(page, 'Choose manifests', names.map(example));
  await read(page);
  const chosen = (name) => page.getByRole('combobox', { name: `${name} feeds`, exact: true })
    .evaluate((select) => select.selectedOptions[0].textContent);
  assert.deepEqual([await chosen(PRODUCTION), await chosen(names[1])], ['Production dataset', 'Benchmark dataset']);
}));

test('a broken manifest is refused with its place, and the good one still feeds the run', () => open(async (page) => {
  await choose(page, 'Load manifest', fixture(MIXED));
  await manifest(page, MIXED).getByText('6 tasks from').waitFor();
  const broken = '{\n  "images": [\n    {"objectUrl": "https://example.com/a.jpg"},\n    {"objectUrl": "https://example.com/b.jpg" oops}\n  ]\n}\n';
  const path = written('broken.json', broken);
  await choose(page, 'Load manifest', path);
  await manifest(page, 'broken.json').getByText('Refused', { exact: true }).waitFor();
  await reports(page, 'broken.json', path);
  const [error] = sluice(['import', path]).diagnostics.filter(({ severity }) => severity === 'error');
  assert.equal(error.line, 4);
  const told = await notice(page).textContent();
  assert.ok(told.includes('broken.json was refused; what was loaded before stays.'), told);
  assert.ok(told.includes(`Line ${error.line}, column ${error.column}: ${error.message}`), told);
  await run(page);
  await shows(page, sluice(['run', example('sample-for-review.json'), '--seed', '77', '--manifest', fixture(MIXED)]));
}));

test('a manifest that is good in part loads its good items and lists the bad ones', () => open(async (page) => {
  const items = Array.from({ length: 9 }, (_, i) => (i < 7 ? '{"title": "no address"}' : `{"objectUrl": "https://example.com/${i}.jpg"}`));
  const path = written('partial.json', `{"images": [\n${items.join(',\n')}\n]}\n`);
  await choose(page, 'Load manifest', path);
  await manifest(page, 'partial.json').getByText('Accepted in part').waitFor();
  await reports(page, 'partial.json', path);
  await manifest(page, 'partial.json').getByText(/^\d+ more$/).click();
  await manifest(page, 'partial.json').getByText('Line 8, column', { exact: false }).waitFor();
  await run(page);
  await page.getByText('All 2\u00a0tasks are accounted for.').waitFor();
}));

test('an empty file and one that is no manifest are refused', () => open(async (page) => {
  await choose(page, 'Load manifest', [made('empty.json', ''), made('picture.png', '\u0089PNG\r\n\u001a\n')]);
  for (const name of ['empty.json', 'picture.png']) {
    await manifest(page, name).getByText('Refused', { exact: true }).waitFor();
  }
  await run(page);
  await settled(page);
  await page.getByText('All 100\u00a0tasks are accounted for.').waitFor();
}));

test('what is in a manifest is shown as text, never as markup', () => open(async (page) => {
  const title = '<img src=x onerror=alert(1)>';
  const content = JSON.stringify({ images: [{ objectUrl: 'https://example.com/a.jpg', title }] });
  await choose(page, 'Load manifest', made('<b>bold</b>.json', content));
  const entry = manifest(page, '<b>bold</b>.json');
  await entry.getByText('First 1 tasks').click();
  await entry.getByText(title).waitFor();
}));
