// The whole way from the first screen to a new result by keyboard alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { still } from './browser.mjs';
import { lab, settled, splits } from './lab.mjs';

const open = lab();

/** What has the focus: its role and name as far as a person hears them, and how it can be seen. */
async function focused(page) {
  await still(page);
  return page.evaluate(() => {
    const element = document.activeElement;
    const label = element.labels?.[0]?.textContent ?? element.getAttribute('aria-label')
      ?? element.querySelector?.('title')?.textContent ?? element.textContent;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    // A card of the graph has a ring of its own.
    const ring = element.querySelector?.('.graph__ring');
    const stroke = ring && getComputedStyle(ring);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const ringed = Boolean(stroke) && stroke.stroke !== 'none' && parseFloat(stroke.strokeWidth) >= 2;
    const inside = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
    const seen = inside && box.width > 0 && box.height > 0 && (outlined || ringed);
    return { tag: element.tagName.toLowerCase(), label: label.trim(), seen };
  });
}

/** Presses Tab until something of that name has the focus. */
async function tabTo(page, name, key = 'Tab') {
  const passed = [];
  for (let i = 0; i < 80; i += 1) {
    await page.keyboard.press(key);
    const { tag, label, seen } = await focused(page);
    assert.notEqual(tag, 'body', `the focus is lost after ${passed.at(-1)}`);
    assert.ok(seen, `nothing shows that ${tag} "${label}" has the focus`);
    if (label === name || (name instanceof RegExp && name.test(label))) return label;
    passed.push(label);
  }
  return assert.fail(`${name} is not reached; passed ${passed.join(' | ')}`);
}

test('open a template, change a sampling stage, balance, run, and read the result', () => open(async (page) => {
  assert.equal((await focused(page)).tag, 'body');
  await page.keyboard.press('Tab');
  assert.equal((await focused(page)).label, 'Skip to the result', 'the first stop skips the header');

  // A list takes the option whose first letters are typed.
  await tabTo(page, 'Template');
  await page.keyboard.type('Spot');
  await settled(page);
  assert.equal(await page.getByRole('textbox', { name: 'Workflow' }).inputValue(), 'Spot-check a model');

  // One stop for the graph, arrows inside it.
  await tabTo(page, /^Dataset: Dataset/);
  await page.keyboard.press('ArrowRight');
  assert.match((await focused(page)).label, /^Model: Detector/);
  await page.keyboard.press('ArrowRight');
  assert.match((await focused(page)).label, /^Sampling: Spot check/);
  assert.ok((await focused(page)).seen);
  await page.keyboard.press('Enter');

  await tabTo(page, 'Share');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('30');
  await page.getByRole('button', { name: 'Problems: 1' }).waitFor();
  await tabTo(page, 'Balance');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Problems: none' }).waitFor();
  assert.notEqual((await focused(page)).tag, 'body', 'the button that went away left the focus somewhere');

  await tabTo(page, 'Close the inspector', 'Shift+Tab');
  await page.keyboard.press('Enter');
  const before = await splits(page);
  await page.keyboard.press('Control+Enter');
  await settled(page);
  const [now] = await splits(page);
  assert.equal(now.stage, 'Spot check');
  assert.equal(now.outputs[0].cells.Intended, '25\u00a0%');
  assert.notDeepEqual(now, before[0]);
}));

test('closing the inspector by keyboard keeps the focus on the page', () => open(async (page) => {
  await tabTo(page, /^Dataset: Dataset/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'Close the inspector');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Result', exact: true }).waitFor();
  assert.notEqual((await focused(page)).tag, 'body');
}));

test('removing a stage by keyboard keeps the focus on the page', () => open(async (page) => {
  await tabTo(page, /^Dataset: Dataset/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Remove this stage');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Result', exact: true }).waitFor();
  assert.notEqual((await focused(page)).tag, 'body');
}));

test('dismissing a notice by keyboard keeps the focus on the page', () => open(async (page) => {
  await page.getByRole('textbox', { name: 'Tasks per run' }).fill('1000000');
  await page.getByRole('textbox', { name: 'Runs' }).fill('1000');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await tabTo(page, 'Cancel');
  await page.keyboard.press('Enter');
  await page.getByText('The run was cancelled').waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The run was cancelled').waitFor({ state: 'detached' });
  assert.notEqual((await focused(page)).tag, 'body');
}));

test('running keeps the focus on the button that was pressed', () => open(async (page) => {
  await tabTo(page, 'Run');
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal((await focused(page)).label, 'Run');
}));

test('every stop from the top to the bottom is seen, and none is a trap', () => open(async (page) => {
  const passed = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const { tag, label, seen } = await focused(page);
    if (tag === 'body') break;
    assert.ok(seen, `nothing shows that ${tag} "${label}" has the focus`);
    passed.push(label);
    assert.ok(passed.length < 80, passed.join(' | '));
  }
  for (const name of ['Skip to the result', 'Workflow', 'Template', 'Open workflow', 'Save workflow', 'Tasks per run', 'Runs', 'Seed', 'Run',
    'Run again, new seed', 'Load manifest', 'Manifests', 'People, classes, batches']) {
    assert.ok(passed.includes(name), `${name} is not among ${passed.join(' | ')}`);
  }
  assert.equal(passed.filter((label) => / arrived$/.test(label)).length, 1, 'the graph is one stop');
}));

test('skipping leads to the result', () => open(async (page) => {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, /./);
  assert.ok(await page.evaluate(() => document.getElementById('result').contains(document.activeElement)));
}));

test('the arrows reach every stage', () => open(async (page) => {
  await tabTo(page, /^Dataset: Dataset/);
  const seen = [];
  await page.keyboard.press('Home');
  for (let i = 0; i < 5; i += 1) {
    seen.push((await focused(page)).label.split(',')[0]);
    await page.keyboard.press('ArrowDown');
  }
  assert.equal(new Set(seen).size, 5, seen.join(' | '));
}));
