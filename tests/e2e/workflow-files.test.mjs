// Workflow files: saving, opening, and what is said of a file that is broken, odd or unsound.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { shows } from './agreement.mjs';
import { sluice } from './cli.mjs';
import {
  button, choose, drawer, example, inspect, lab, made, notice, places, run, save, seed, settled, splits, text,
} from './lab.mjs';

const TEMPLATES = {
  'Sample for review (V7)': 'sample-for-review.json',
  'Spot-check a model (V7)': 'spot-check-a-model.json',
  'Logic rules (Ango Hub)': 'logic-rules.json',
  'Benchmark QA (Encord)': 'benchmark-qa.json',
};

const open = lab();
const scratch = mkdtempSync(join(tmpdir(), 'sluice-workflows-'));
after(() => rmSync(scratch, { recursive: true }));
const name = (page) => page.getByRole('textbox', { name: 'Workflow' });

/** The command line's path to a saved workflow. */
function kept(saved) {
  const path = join(scratch, saved.name);
  writeFileSync(path, saved.text);
  return path;
}

test('every template comes back whole from a saved file', () => open(async (page) => {
  for (const [label, file] of Object.entries(TEMPLATES)) {
    await page.getByRole('combobox', { name: 'Template' }).selectOption({ label });
    await page.getByRole('group', { name: `Workflow graph: ${label.split(' (')[0]}`, exact: true }).waitFor();
    const saved = await save(page);
    assert.equal(saved.name, file);
    assert.deepEqual(JSON.parse(saved.text), JSON.parse(text(example(file))), 'nothing is lost or added');
    await name(page).fill('Something else');
    await choose(page, 'Open workflow', made('back.json', saved.text));
    await page.getByRole('group', { name: `Workflow graph: ${JSON.parse(saved.text).name}`, exact: true }).waitFor();
    assert.equal((await save(page)).text, saved.text);
  }
}));

test('an edited workflow is saved as it is, and runs on the command line with the same result', () => open(async (page) => {
  const inspector = await inspect(page, 'QA sample');
  await inspector.getByRole('group', { name: 'Output 1: Review' }).getByRole('textbox', { name: 'Share' }).fill('35');
  await button(inspector, 'Balance').first().click();
  await button(inspector, 'Close the inspector').click();
  await name(page).fill('Pears & plums');
  await page.getByRole('textbox', { name: 'Tasks per run' }).fill('250');
  const saved = await save(page);
  assert.equal(saved.name, 'pears-plums.json');
  await run(page);
  await shows(page, sluice(['run', kept(saved), '--seed', String(await seed(page))]));
}));

test('an opened workflow runs, and undo goes back to the one before', () => open(async (page) => {
  const before = await save(page);
  await choose(page, 'Open workflow', example('spot-check-a-model.json'));
  await settled(page);
  await shows(page, sluice(['run', example('spot-check-a-model.json'), '--seed', String(await seed(page))]));
  await button(page, 'Undo').click();
  assert.deepEqual(await save(page), before);
}));

test('a dropped workflow file is opened as one', () => open(async (page) => {
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'dropped.json'));
    return transfer;
  }, text(example('spot-check-a-model.json')));
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: data });
  await page.getByRole('group', { name: 'Workflow graph: Spot-check a model' }).waitFor();
  await settled(page);
  assert.equal(await name(page).inputValue(), 'Spot-check a model');
}));

const BROKEN = {
  'no JSON': ['{"sluice": 1,\n "stages": [\n  }]}', 3],
  'no workflow': ['{\n  "images": []\n}\n', 1],
  'of a later format': ['{"name": "x",\n  "sluice": 2, "stages": []}', 2],
  'wrong in a stage': [
    '{"sluice": 1, "stages": [\n  {"id": "data", "kind": "dataset", "tasks": "many", "next": "end"},\n  {"id": "end", "kind": "complete"}]}',
    2,
  ],
  'empty': ['', 1],
};

for (const [what, [content, line]] of Object.entries(BROKEN)) {
  test(`a file that is ${what} leaves everything as it is and says where`, () => open(async (page) => {
    await name(page).fill('Mine');
    await run(page);
    const before = [await save(page), await splits(page), await places(page)];
    await choose(page, 'Open workflow', made('broken.json', content));
    await notice(page).getByText('broken.json could not be opened.').waitFor();
    const told = await notice(page).textContent();
    assert.ok(told.includes('The workflow that was open stays as it is.'), told);
    const { problems } = sluice(['check', kept({ name: 'broken.json', text: content })]);
    assert.equal(problems[0].line, line);
    for (const { line: row, column, message } of problems) {
      assert.ok(told.includes(`line ${row}, column ${column}: ${message}`), `${message}: not in "${told}"`);
    }
    assert.deepEqual([await save(page), await splits(page), await places(page)], before);
    await settled(page);
    await button(page, 'Dismiss').click();
    assert.equal(await page.getByText('could not be opened').count(), 0);
  }));
}

test('a file that was opened is named', () => open(async (page) => {
  await choose(page, 'Open workflow', example('spot-check-a-model.json'));
  await settled(page);
  // fails: the notice is taken away by the run that opening starts, a few milliseconds later.
  await notice(page).getByText('spot-check-a-model.json is open.').waitFor({ timeout: 2_000 });
}));

test('an unknown key is warned of and kept', () => open(async (page) => {
  const odd = text(example('sample-for-review.json')).replace('"kind": "annotate",', '"kind": "annotate", "colour": "teal",');
  const line = odd.split('\n').findIndex((words) => words.includes('"colour"')) + 1;
  await choose(page, 'Open workflow', made('odd.json', odd));
  await notice(page).getByText('odd.json is open.').waitFor();
  const told = await notice(page).textContent();
  assert.ok(told.includes(`line ${line}: `) && told.includes('colour'), told);
  await settled(page);
  assert.deepEqual(JSON.parse((await save(page)).text), JSON.parse(odd));
}));

test('a workflow with errors is opened, shows its problems, and is not run', () => open(async (page) => {
  const file = JSON.parse(text(example('sample-for-review.json')));
  file.stages.find(({ id }) => id === 'qa').outputs[0].share = 30;
  file.stages.find(({ id }) => id === 'review').approve = 'nowhere';
  const wrong = made('wrong.json', JSON.stringify(file, null, 2));
  await choose(page, 'Open workflow', wrong);
  const details = page.getByRole('region', { name: 'Details' });
  await details.getByText('The shares of QA sample sum to 110 %, not 100 %.').waitFor();
  await details.getByText('leads to "nowhere", which is no stage.').waitFor();
  await details.getByText(/^2 errors.*: the workflow cannot run yet\.$/).waitFor();
  const { problems } = sluice(['check', kept({ name: wrong.name, text: wrong.buffer.toString() })]);
  await page.getByRole('button', { name: `Problems: ${problems.length}` }).waitFor();
  assert.ok(await button(page, 'Run').isDisabled());
  assert.ok(await button(page, 'Run again, new seed').isDisabled());
  await page.keyboard.press('Control+Enter');
  await notice(page).getByText('The workflow has errors: mend them, then run.').waitFor();
  await page.getByText('The workflow has changed since this run').waitFor();

  await button(details, 'Go to QA sample').click();
  const inspector = page.getByRole('region', { name: 'QA sample', exact: true });
  await button(inspector, 'Balance').first().click();
  await details.getByText(/^1 error.*: the workflow cannot run yet\.$/).waitFor();
}));

test('closing the drawer leaves the problems counted', () => open(async (page) => {
  await choose(page, 'Open workflow', made('none.json', '{"sluice": 1, "stages": []}'));
  await drawer(page, /^Problems: [1-9]/);
  await page.getByText('No stage gives out tasks.').waitFor();
  await page.getByText('No stages yet.').waitFor();
  await page.getByRole('button', { name: /^Problems: [1-9]/, expanded: true }).click();
  assert.equal(await page.getByText('No stage gives out tasks.').count(), 0);
}));
