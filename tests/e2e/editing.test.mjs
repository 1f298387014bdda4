// Editing by the inspector and the drawer: what a change does at once, and how it is taken back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  button, card, closeInspector, drawer, inspect, lab, openTemplate, run, save, settled, splits,
} from './lab.mjs';

const open = lab();

const output = (inspector, legend) => inspector.getByRole('group', { name: legend, exact: true });
const field = (place, name) => place.getByRole('textbox', { name, exact: true });
const legends = (inspector, word) =>
  inspector.getByRole('group', { name: new RegExp(`^${word} \\d+: `) }).locator(':scope > legend').allTextContents();

/** The stages of the workflow as it would be saved. */
const stages = async (page) => JSON.parse((await save(page)).text).stages;
const stage = async (page, id) => (await stages(page)).find((one) => one.id === id);

test('a problem comes and goes while a share is typed, and balance mends it', () => open(async (page) => {
  const inspector = await inspect(page, 'QA sample');
  const share = field(output(inspector, 'Output 1: Review'), 'Share');
  await share.click();
  await share.press('End');
  await share.pressSequentially('5');
  assert.equal(await share.inputValue(), '205');
  await inspector.getByText('A percentage must lie between 0 and 100.').waitFor();
  await share.press('Backspace');
  await share.press('Backspace');
  assert.equal(await share.inputValue(), '2');
  const problems = inspector.getByRole('region', { name: 'Problems of this stage' });
  await problems.getByText('The shares of QA sample sum to 82\u00a0%, not 100\u00a0%.').waitFor();
  await page.getByRole('button', { name: 'Problems: 1' }).waitFor();
  await card(page, 'QA sample').and(page.getByRole('button', { name: /, 1 problem$/ })).waitFor();
  assert.ok(await button(page, 'Run').isDisabled());
  assert.ok(await share.evaluate((input) => input === document.activeElement), 'typing goes on');
  await share.pressSequentially('0');
  await page.getByRole('button', { name: 'Problems: none' }).waitFor();

  await share.fill('30');
  await inspector.getByText('Sum: 110\u00a0%').waitFor();
  await button(problems, 'Balance').click();
  await inspector.getByText('Sum: 100\u00a0%').waitFor();
  const shares = (await stage(page, 'qa')).outputs.map((one) => one.share);
  assert.equal(shares[0] + shares[1], 100);
  assert.ok(Math.abs(shares[0] - 100 * 30 / 110) < 0.001, `proportions are kept: ${shares}`);
  assert.ok(await button(page, 'Run').isEnabled());
}));

test('the rest can go to the last output', () => open(async (page) => {
  const inspector = await inspect(page, 'QA sample');
  await field(output(inspector, 'Output 1: Review'), 'Share').fill('12,5');
  await button(inspector, 'Give the rest to Pass').click();
  assert.deepEqual((await stage(page, 'qa')).outputs.map((one) => one.share), [12.5, 87.5]);
}));

test('the slider sets a share', () => open(async (page) => {
  const inspector = await inspect(page, 'QA sample');
  const slider = output(inspector, 'Output 1: Review').getByRole('slider', { name: 'Share adjuster' });
  await slider.focus();
  await slider.press('ArrowRight');
  assert.equal(await field(output(inspector, 'Output 1: Review'), 'Share').inputValue(), '21');
  await inspector.getByText('Sum: 101\u00a0%').waitFor();
}));

test('outputs are added, named, moved and removed', () => open(async (page) => {
  const inspector = await inspect(page, 'QA sample');
  await button(inspector, 'Add an output').click();
  assert.deepEqual(await legends(inspector, 'Output'), ['Output 1: Review', 'Output 2: Pass', 'Output 3: Output']);
  await field(output(inspector, 'Output 3: Output'), 'Name').fill('Audit');
  await button(inspector, 'Move output Audit up').click();
  assert.deepEqual(await legends(inspector, 'Output'), ['Output 1: Review', 'Output 2: Audit', 'Output 3: Pass']);
  await button(inspector, 'Remove output Review').click();
  assert.deepEqual(await legends(inspector, 'Output'), ['Output 1: Audit', 'Output 2: Pass']);
  await output(inspector, 'Output 1: Audit').getByRole('combobox', { name: 'Goes to' }).selectOption('Expert review');
  const { outputs } = await stage(page, 'qa');
  assert.deepEqual(outputs.map(({ name, to }) => [name, to]), [['Audit', 'review'], ['Pass', 'complete']]);
}));

test('rules are added, moved and removed by buttons, and the focus stays with them', () => open(async (page) => {
  await openTemplate(page, 'Logic rules (Ango Hub)');
  const inspector = await inspect(page, 'Who looks again?');
  const before = ['Vehicle without a person', 'New annotator', 'Random sample', 'Took two minutes or more', 'Night shift'];
  const named = (names) => names.map((name, i) => `Rule ${i + 1}: ${name}`);
  assert.deepEqual(await legends(inspector, 'Rule'), named(before));

  await button(inspector, 'Move rule Random sample up').click();
  const moved = ['Vehicle without a person', 'Random sample', 'New annotator', 'Took two minutes or more', 'Night shift'];
  assert.deepEqual(await legends(inspector, 'Rule'), named(moved));
  assert.ok(await button(inspector, 'Move rule Random sample up').evaluate((one) => one === document.activeElement));
  await page.keyboard.press('Enter');
  const top = [moved[1], moved[0], ...moved.slice(2)];
  assert.deepEqual(await legends(inspector, 'Rule'), named(top));
  assert.ok(await button(inspector, 'Move rule Random sample down').evaluate((one) => one === document.activeElement),
    'at the top the focus goes to the button that works');

  await button(inspector, 'Remove rule Night shift').click();
  assert.deepEqual(await legends(inspector, 'Rule'), named(top.slice(0, 4)));
  assert.ok(await button(inspector, 'Remove rule Took two minutes or more').evaluate((one) => one === document.activeElement));
  await button(inspector, 'Add a rule').click();
  assert.deepEqual(await legends(inspector, 'Rule'), named([...top.slice(0, 4), 'Random sample 2']));

  const added = inspector.getByRole('group', { name: 'Rule 5: Random sample 2', exact: true });
  await added.getByRole('combobox', { name: 'Matches by' }).selectOption('Metadata');
  const renamed = inspector.getByRole('group', { name: 'Rule 5: Metadata', exact: true });
  await field(renamed, 'Metadata key').fill('camera');
  await renamed.getByRole('combobox', { name: 'Comparison' }).selectOption('is greater than');
  await field(renamed, 'Value').fill('5');
  const { rules } = await stage(page, 'logic');
  assert.deepEqual(
    rules.map(({ kind }) => kind), ['random_sample', 'annotation_type', 'annotator', 'duration', 'metadata'],
  );
  assert.deepEqual([rules[4].key, rules[4].value], ['camera', '5']);

  // The order decides: a random sample at the top gets a fifth of all.
  await closeInspector(page);
  await run(page);
  const [logic] = await splits(page);
  assert.deepEqual(logic.outputs.map(({ name }) => name), [...top.slice(0, 4), 'Metadata', 'Else']);
  assert.equal(logic.outputs[0].cells.Intended, '20\u00a0%');
}));

test('two chained samples say what each gets of all arrivals', () => open(async (page) => {
  await openTemplate(page, 'Logic rules (Ango Hub)');
  const inspector = await inspect(page, 'Who looks again?');
  for (const rule of ['Vehicle without a person', 'New annotator', 'Took two minutes or more', 'Night shift']) {
    await button(inspector, `Remove rule ${rule}`).click();
  }
  await button(inspector, 'Add a rule').click();
  const effective = async (legend) => (await inspector.getByRole('group', { name: legend, exact: true }).getByText('Of all arrivals').locator('..').innerText()).replace(/\s+/g, ' ');
  assert.equal(await effective('Rule 1: Random sample'), 'Of all arrivals 20 %');
  assert.equal(await effective('Rule 2: Random sample 2'), 'Of all arrivals 16 %');
  assert.equal(await effective('Else'), 'Of all arrivals 64 %');
}));

test('a stage is added, renamed, connected and removed', () => open(async (page) => {
  const inspector = await inspect(page, 'Annotate');
  await inspector.getByRole('combobox', { name: 'Add a stage after this' }).selectOption('Review');
  await button(inspector, 'Add').click();
  // The new stage is shown, and stands between the two.
  const fresh = page.getByRole('region', { name: 'review-2', exact: true })
    .or(page.getByRole('region', { name: 'Review', exact: true }));
  await fresh.getByRole('button', { name: 'Close the inspector' }).waitFor();
  const added = (await stages(page)).find(({ id }) => !['data', 'annotate', 'qa', 'review', 'complete'].includes(id));
  assert.equal(added.kind, 'review');
  assert.equal(added.approve, 'qa');
  assert.equal((await stage(page, 'annotate')).next, added.id);

  await field(fresh, 'Name').fill('Second look');
  const renamed = page.getByRole('region', { name: 'Second look', exact: true });
  await renamed.getByRole('combobox', { name: 'Reject' }).selectOption('Annotate');
  await renamed.getByRole('combobox', { name: 'Approve' }).selectOption('Complete');
  assert.deepEqual(
    (({ name, approve, reject }) => ({ name, approve, reject }))(await stage(page, added.id)),
    { name: 'Second look', approve: 'complete', reject: 'annotate' },
  );
  await page.getByRole('button', { name: /^Problems: [1-9]/ }).waitFor();
  await renamed.getByRole('combobox', { name: 'Approve' }).selectOption('QA sample');
  await page.getByRole('button', { name: 'Problems: none' }).waitFor();

  await button(renamed, 'Remove this stage').click();
  assert.equal(await stage(page, added.id), undefined);
  await card(page, 'Second look').waitFor({ state: 'detached' });
  const { next } = await stage(page, 'annotate');
  const problems = next ? 'Problems: none' : /^Problems: [1-9]/;
  await page.getByRole('button', { name: problems }).waitFor();
}));

test('an inspector leads to the stages next to it', () => open(async (page) => {
  const inspector = await inspect(page, 'QA sample');
  const next = inspector.getByRole('navigation', { name: 'Stages next to this one' });
  await button(next, 'Expert review').click();
  await page.getByRole('region', { name: 'Expert review', exact: true }).waitFor();
  const focus = await page.evaluate(() => document.activeElement.textContent);
  assert.equal(focus, 'Expert review', 'the heading of the stage shown has the focus');
  assert.equal(await card(page, 'Expert review').getAttribute('aria-pressed'), 'true');
}));

test('the outline of a split opens its stage', () => open(async (page) => {
  await page.getByRole('article', { name: 'Split of Expert review' }).getByRole('button', { name: 'Expert review' }).click();
  await page.getByRole('region', { name: 'Expert review', exact: true }).waitFor();
}));

test('people, classes and batches are added, changed and removed', () => open(async (page) => {
  await openTemplate(page, 'Logic rules (Ango Hub)');
  const details = await drawer(page, 'People, classes, batches');
  const file = async () => JSON.parse((await save(page)).text);

  await button(details, 'Add a person').click();
  const person = details.getByRole('group', { name: 'Person 4', exact: true });
  await field(person, 'Weight').fill('3');
  await field(person, 'Recall').fill('91');
  await field(person, 'Median time').fill('12,5');
  await field(person, 'Name').fill('Ana');
  await person.getByText('Another one is called “Ana”.').waitFor();
  await field(person, 'Name').fill('Dee');
  const dee = (await file()).people[3];
  assert.deepEqual([dee.name, dee.weight, dee.recall, dee.median_seconds], ['Dee', 3, 91, 12.5]);

  // A rule that names somebody follows a change of the name.
  await field(details.getByRole('group', { name: 'Chidi (new)', exact: true }), 'Name').fill('Chidi');
  assert.deepEqual((await stage(page, 'logic')).rules[1].annotators, ['Chidi']);
  await button(details, 'Remove Dee').click();
  assert.equal((await file()).people.length, 3);

  await button(details, 'Add a class').click();
  await field(details.getByRole('group', { name: 'Class Class 3', exact: true }), 'Name').fill('Cyclist');
  const cyclist = details.getByRole('group', { name: 'Class Cyclist', exact: true });
  await cyclist.getByRole('combobox', { name: 'Kind' }).selectOption('Classification');
  await field(cyclist, 'Prevalence').fill('7.5');
  const { classes } = (await file()).ontology;
  assert.deepEqual(classes[2], { name: 'Cyclist', kind: 'classification', prevalence: 7.5 });
  await button(details, 'Remove class Cyclist').click();

  await button(details, 'Add a batch').click();
  await field(details.getByRole('group', { name: 'Batch Batch 3', exact: true }), 'Share').fill('40');
  assert.deepEqual((await file()).batches.list[2], { name: 'Batch 3', share: 40 });
  await button(details, 'Remove batch Batch 3').click();
  await page.getByRole('button', { name: 'Problems: none' }).waitFor();
  await button(details, 'Remove Chidi').click();
  await page.getByRole('button', { name: /^Problems: [1-9]/ }).waitFor();
}));

test('undo and redo by button and by keyboard', () => open(async (page) => {
  const name = page.getByRole('textbox', { name: 'Workflow' });
  const now = async () => (await save(page)).text;
  assert.ok(await button(page, 'Undo').isDisabled());
  const first = await now();
  const inspector = await inspect(page, 'Annotate');
  await button(inspector, 'Remove this stage').click();
  const second = await now();
  assert.notEqual(second, first);
  await inspect(page, 'Expert review');
  await button(page, 'Remove this stage').click();
  const third = await now();

  await button(page, 'Undo').click();
  assert.equal(await now(), second);
  await button(page, 'Undo').click();
  assert.equal(await now(), first);
  assert.ok(await button(page, 'Undo').isDisabled());
  await button(page, 'Redo').click();
  assert.equal(await now(), second);

  await card(page, 'Dataset').focus();
  await page.keyboard.press('Control+z');
  assert.equal(await now(), first);
  await page.keyboard.press('Control+Shift+z');
  assert.equal(await now(), second);
  await page.keyboard.press('Control+y');
  assert.equal(await now(), third);
  assert.ok(await button(page, 'Redo').isDisabled());

  // Typing is one step, and a change forgets what was undone.
  await button(page, 'Undo').click();
  await name.click();
  await name.press('End');
  await name.pressSequentially(' of pears');
  assert.ok(await button(page, 'Redo').isDisabled());
  await button(page, 'Undo').click();
  assert.equal(await now(), second);
}));

test('a result is marked out of date until it is run again', () => open(async (page) => {
  const stale = page.getByText('The workflow has changed since this run. Run it again to see what it does now.');
  assert.equal(await stale.count(), 0);
  await page.getByRole('textbox', { name: 'Tasks per run' }).fill('150');
  await stale.waitFor();
  await page.getByRole('list', { name: 'Stages and outputs; results of an earlier version' }).waitFor();
  await page.getByText('100\u00a0tasks per run').waitFor();
  await button(page, 'Undo').click();
  await stale.waitFor({ state: 'detached' });
  await button(page, 'Redo').click();
  await stale.waitFor();
  await run(page);
  assert.equal(await stale.count(), 0);
  await page.getByText('150\u00a0tasks per run').waitFor();
}));

test('a workflow can be taken apart and the page stays', () => open(async (page) => {
  for (const name of ['Dataset', 'Annotate', 'QA sample', 'Expert review', 'Complete']) {
    await inspect(page, name);
    await button(page, 'Remove this stage').click();
  }
  await page.getByText('No stages yet.').waitFor();
  assert.ok(await button(page, 'Run').isDisabled());
  for (let i = 0; i < 5; i += 1) await button(page, 'Undo').click();
  await settled(page);
  await run(page);
}));
