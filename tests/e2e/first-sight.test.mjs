// What stands on the page when it opens, and running it again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, lab, places, run, seed, settled, splits } from './lab.mjs';

const open = lab();

test('the page opens with a run that says what it came to', () => open(async (page) => {
  await page.getByText(
    'You asked for 20 % to Review. This run sent 17 of 100. Ordinary: 95 of 100 runs send 12 to 28.', { exact: true },
  ).waitFor();
  assert.equal(await seed(page), 77);
  assert.equal(await page.getByRole('textbox', { name: 'Tasks per run' }).inputValue(), '100');
  assert.equal(await page.getByRole('textbox', { name: 'Runs' }).inputValue(), '1');
  await page.getByRole('group', { name: 'Stages', exact: true }).getByText('20\u00a0% → 17\u00a0%').waitFor();
  const [sample] = await splits(page);
  assert.equal(sample.outputs[0].cells.Observed, '17');
  assert.equal(await page.getByRole('status').textContent(), '', 'nothing to tell');
}));

test('the same seed gives the same numbers, another one others', () => open(async (page) => {
  const first = await splits(page);
  await run(page);
  assert.deepEqual(await splits(page), first);

  await page.getByRole('textbox', { name: 'Seed' }).fill('37');
  assert.deepEqual(await splits(page), first, 'a seed alone runs nothing');
  await run(page);
  await page.getByText(/· seed 37$/).waitFor();
  const other = await splits(page);
  assert.notDeepEqual(other, first);

  await page.getByRole('textbox', { name: 'Seed' }).fill('77');
  await run(page);
  await page.getByText(/· seed 77$/).waitFor();
  assert.deepEqual(await splits(page), first);
}));

test('a new seed is drawn, shown and used', () => open(async (page) => {
  const seeds = [await seed(page)];
  for (let i = 0; i < 3; i += 1) {
    await button(page, 'Run again, new seed').click();
    await settled(page);
    seeds.push(await seed(page));
    await page.getByText(new RegExp(`· seed ${seeds.at(-1)}$`)).waitFor();
  }
  assert.equal(new Set(seeds).size, seeds.length, `seeds repeat: ${seeds}`);
  assert.equal((await places(page)).all, '100');
}));

test('control and enter run from anywhere', () => open(async (page) => {
  const field = page.getByRole('textbox', { name: 'Seed' });
  await field.fill('5');
  await field.press('Control+Enter');
  await page.getByText(/· seed 5$/).waitFor();
}));
