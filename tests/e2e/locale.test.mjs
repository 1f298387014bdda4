// Numbers as the reader's language writes them; what is taken away stays plain.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sluice } from './cli.mjs';
import { button, example, inspect, lab, run } from './lab.mjs';
import { saved } from './screens.mjs';

const open = lab();
const SAMPLE = ['run', example('sample-for-review.json'), '--seed', '77', '--tasks', '12500'];

/** The visits of QA sample that took Review, of 12 500 tasks. */
const review = () => sluice(SAMPLE).stages.find(({ id }) => id === 'qa').outputs[0];

/** A whole number with a mark between thousands. */
const grouped = (number, mark) => String(number).replace(/\B(?=(\d{3})+$)/g, mark);

async function allNumbers(page) {
  await page.evaluate(() => { location.hash = '#/results/splits'; });
  const cells = page.getByRole('region', { name: 'Table: All numbers' }).locator('tbody tr')
    .filter({ hasText: /^QA sampleReview/ }).locator('td, th');
  await cells.first().waitFor();
  return cells.allTextContents();
}

for (const [locale, group, decimal, typed] of [
  ['en-US', ',', '.', '12,500'], ['de-DE', '.', ',', '12.500'], ['fr-FR', '\u202f', ',', '12 500'],
]) {
  test(`${locale}: counts, shares and sentences have its marks`, () => open(async (page) => {
    await page.getByRole('textbox', { name: 'Tasks per run' }).fill(typed);
    await run(page);
    const { judged, share } = review();
    const percent = (100 * share).toFixed(1).replace(/\.0$/, '').replace('.', decimal);
    const cells = await allNumbers(page);
    for (const text of [grouped(judged.k, group), grouped(judged.n, group), `${percent}\u00a0%`]) {
      assert.ok(cells.includes(text), `${text}: ${cells}`);
    }
    await page.locator('.results__sentence, .verdicts').getByText(`sent ${grouped(judged.k, group)} of ${grouped(judged.n, group)}`).first().waitFor();
    const csv = await saved(page, page.getByRole('button', { name: /^Save \d+.splits as CSV$/ }));
    assert.ok(csv.text.includes(`,${judged.n},`) && csv.text.includes(`,${share},`), csv.text);
    await page.evaluate(() => { location.hash = '#/results/take-away'; });
    const report = await saved(page, button(page, 'Markdown'));
    assert.ok(report.text.includes(grouped(judged.n, ',')), 'a report is the command line’s');
  }, { context: { locale } }));
}

test('numbers in heads, legends and what a range is called are the reader’s too', () => open(async (page) => {
  await run(page);
  await page.evaluate(() => { location.hash = '#/results/splits'; });
  const all = page.getByRole('region', { name: 'Table: All numbers' });
  await all.getByRole('columnheader', { name: '99,9\u00a0% from' }).waitFor();
  await page.locator('#desk figure.chart svg').getByText('99,9\u00a0%', { exact: true }).first().waitFor();
  await page.evaluate(() => { location.hash = '#/plan'; });
  const heads = page.getByRole('rowheader', { name: '999 of 1.000 runs' })
    .or(page.getByRole('columnheader', { name: '999 of 1.000 runs' }));
  await heads.first().waitFor();
  const shown = await page.locator('#desk').evaluate((desk) => desk.innerText);
  assert.deepEqual(shown.match(/99\.9.%|1.000 runs/g)?.filter((text) => text !== '1.000 runs') ?? [], []);
}, { context: { locale: 'de-DE' } }));

test('a percentage is typed and shown with the decimal comma', () => open(async (page) => {
  const inspector = await inspect(page, 'QA sample');
  const share = inspector.getByRole('group', { name: 'Output 1: Review' }).getByRole('textbox', { name: 'Share' });
  await share.fill('12,5');
  await button(inspector, 'Give the rest to Pass').click();
  assert.equal(await share.inputValue(), '12,5');
  const rest = inspector.getByRole('group', { name: 'Output 2: Pass' }).getByRole('textbox', { name: 'Share' });
  assert.equal(await rest.inputValue(), '87,5');
}, { context: { locale: 'de-DE' } }));
