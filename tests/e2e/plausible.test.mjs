// "Is this plausible?": one split, many, links, files. Numbers are SciPy's, by
// `binomtest(k, n, p)` with `.pvalue` and `.proportion_ci(method='wilson')`, and `binom.ppf` for ranges;
// of three outputs the sum of `multinomial.pmf` over all outcomes no likelier.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, lab } from './lab.mjs';
import { accessible, columns, field, goTo, plain, saved } from './screens.mjs';
import { shot } from './browser.mjs';

const SCREEN = 'Is this plausible?';
const open = lab();

const on = (look, options) => open(async (page) => {
  await goTo(page, SCREEN);
  return look(page);
}, options);

const intended = (page) => field(page, 'Intended shares, in percent');
const observed = (page) => field(page, 'Observed counts, in tasks');
const table = (page) => field(page, 'A table of splits');

/** The answer's region: the sentence and the verdict. */
const said = async (page) => plain(await page.getByRole('region', { name: 'One split' }).locator('.plausible__said').innerText());

async function ask(page, shares, counts) {
  await intended(page).fill(shares);
  await observed(page).fill(counts);
}

test('17 of 100 at 20 % is answered before anything is typed', () => on(async (page) => {
  assert.equal(await intended(page).inputValue(), '20/80');
  assert.equal(await observed(page).inputValue(), '17/83');
  assert.equal(await said(page), 'You asked for 20 %. This run sent 17 of 100. Ordinary: 95 of 100 runs send 12 to 28.\n\nOrdinary');
  const [review] = await columns(page, 'Table: Everything in numbers');
  assert.deepEqual(review, {
    'Asked for': '20 %', Expected: '20', 'Came out': '17', Share: '17 %', 'Off by, points': '−3', 'Off by, tasks': '−3',
    '95 of 100 runs': '12 to 28', '999 of 1,000 runs': '8 to 34',
    // 0.10894, 0.25548; p = 0.53226
    '95 % interval of the share (Wilson)': '10.9 % to 25.5 %', 'Exact p': '0.53', Verdict: 'Ordinary',
  });
  await page.getByText('The whole split, exact binomial test: p = 0.53.').waitFor();
}));

test('each key is answered', () => on(async (page) => {
  await ask(page, 'Review 20, Pass 80', '128, 372');
  assert.match(await said(page), /to Review\. This run sent 128 of 500\. Unusual/);
  const [review, pass] = await columns(page, 'Table: Everything in numbers');
  // p = 0.0024826; 83 to 118, 72 to 130; Wilson 0.21971, 0.29601
  assert.deepEqual(
    [review['Exact p'], review['95 of 100 runs'], review['999 of 1,000 runs'], review['95 % interval of the share (Wilson)']],
    ['0.0025', '83 to 118', '72 to 130', '22 % to 29.6 %'],
  );
  assert.deepEqual([review['Off by, points'], review['Off by, tasks'], pass['Off by, tasks']], ['+5.6', '+28', '−28']);
  await ask(page, '20/80', '247/753');
  assert.match(await said(page), /Suspicious/);
  // p = 0.00031474
  assert.equal((await columns(page, 'Table: Everything in numbers'))[0]['Exact p'], '3.1 × 10⁻⁴');
  await ask(page, '20/30/50', '30/25/45');
  // p = 0.053270
  await page.getByText('The whole split, exact multinomial test: p = 0.053.').waitFor();
  await ask(page, '0/100', '1/99');
  assert.match(await said(page), /Leak/);
}));

test('what cannot be read says so where it is typed, and is answered again once mended', () => on(async (page) => {
  await intended(page).fill('20/70');
  await page.getByText('The shares add up to 90 %, not to 100 %. 10 points are missing.').waitFor();
  assert.equal(await intended(page).getAttribute('aria-invalid'), 'true');
  assert.equal(await observed(page).getAttribute('aria-invalid'), null);
  assert.ok(await button(page, 'Copy link').isDisabled());
  await ask(page, '20/80', '17 %/83');
  await page.getByText('Observed count 1: "17%" is a share.').waitFor();
  assert.equal(await observed(page).getAttribute('aria-invalid'), 'true');
  await observed(page).fill('17/83');
  assert.match(await said(page), /Ordinary/);
}));

test('a link carries the question', () => on(async (page) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await ask(page, 'Review, first 20; Pass 80', '128; 372');
  await button(page, 'Copy link').click();
  await page.getByText('Copied.').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.includes('#/plausible?intended=20,80&observed=128,372&names='), link);
  assert.equal(page.url(), link, 'the address says the same');
  const before = await said(page);
  const other = await page.context().newPage();
  await other.goto(link);
  await other.getByRole('heading', { name: SCREEN, level: 2 }).waitFor();
  await other.getByText('128 of 500').first().waitFor();
  assert.equal(await said(other), before);
  assert.match(before, /to Review, first\./);
  // On with another question, and back to the link.
  await observed(other).fill('101; 399');
  await observed(other).press('Tab');
  await other.waitForURL(/observed=101,399/);
  assert.match(await said(other), /101 of 500/);
  await other.evaluate((address) => { location.hash = address; }, new URL(link).hash);
  await other.getByText('128 of 500').first().waitFor();
  await other.close();
}));

test('a damaged link says what is wrong with it', () => on(async (page) => {
  await page.evaluate(() => { location.hash = '#/plausible?intended=20,80&observed=17'; });
  await page.getByRole('alert').filter({ hasText: 'Link, split 1: It has 2 shares but 1 counts.' }).waitFor();
  assert.match(await said(page), /17 of 100/, 'what was there stays');
}));

test('many splits are judged together, the oddest first', () => on(async (page) => {
  await button(page, 'Try twelve splits').click();
  await page.getByText('1 of 12 splits looks odd on its own: with that many, expected.').waitFor();
  const rows = () => page.getByRole('region', { name: 'Table: the splits judged' }).locator('tbody tr')
    .evaluateAll((all) => all.map(({ cells }) => [...cells].map((cell) => cell.textContent)));
  const first = await rows();
  assert.equal(first.length, 12);
  // p = 0.0084, twelve times that is 0.1007
  assert.deepEqual(first[0], ['6', 'June', 'Unusual', '100', '0.0084', '0.1']);
  assert.deepEqual(first.at(-1).slice(1, 5), ['December', 'Ordinary', '100', '1']);
  await button(page, 'Sort by Split').click();
  assert.deepEqual((await rows()).map((cells) => cells[1]).slice(0, 3), ['April', 'August', 'December']);
  await button(page, 'Sort by Split').click();
  assert.equal((await rows())[0][1], 'September');
  const file = await saved(page, button(page, 'Download CSV'));
  assert.equal(file.name, 'splits.csv');
  assert.match(file.text, /^Split,Tasks,p,p among all \(Holm\),Verdict,/);
  assert.match(file.text, /\nJune,100,0\.0083\d+,0\.100\d+,Unusual,20 \/ 80,31 \/ 69,/);
  await button(page, 'See June in full').click();
  assert.equal(await observed(page).inputValue(), 'Review: 31; Pass: 69');
  assert.match(await said(page), /31 of 100/);
}));

test('a table\'s link opens the table', () => on(async (page) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await table(page).fill('QA,20,80,17,83\nSpot,50,50,1,39');
  await button(page, 'Copy link to these splits').click();
  await page.getByText('Copied.').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await page.context().newPage();
  await other.goto(link);
  await button(other, 'See Spot in full').waitFor();
  await other.getByText('1 of 2 splits stands out, even among that many.').waitFor();
  await other.close();
}));

test('a table that cannot be read names the line', () => on(async (page) => {
  await table(page).fill('QA,20,80,17,83\nSpot,50,40,6,4');
  await page.getByText('Line 2: The shares add up to 90 %').waitFor();
  await table(page).fill('QA,20,80,17,83\nSpot,50,50,six,4');
  await page.getByText('Line 2, cell 4: "six" is no whole number of tasks.').waitFor();
}));

test('a thousand splits are judged while the page goes on', () => on(async (page) => {
  const rows = Array.from({ length: 1000 }, (_, i) => `S${i},20,30,30,20,${40 + (i % 5)},60,60,${40 - (i % 5)}`);
  await table(page).evaluate((area, value) => {
    area.value = value;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, rows.join('\n'));
  await page.getByText('All 1000 splits judged here are what chance gives.').waitFor();
  await page.getByText('The first 200 of 1').waitFor();
  assert.ok(await button(page, 'Copy link to these splits').isDisabled());
}));

test('the chart\'s values are read by keyboard, and as a table', () => on(async (page) => {
  const values = page.getByRole('slider', { name: 'Values: What came out of 100 tasks' });
  await values.focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(plain(await values.getAttribute('aria-valuetext')), 'Output 1: 17 · 17 %, asked 20 %, 12 to 28, ordinary');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await values.getAttribute('aria-valuenow'), '2');
  assert.match(plain(await values.getAttribute('aria-valuetext')), /^Output 2: 83/);
  const toggle = button(page, 'Show as table');
  await toggle.click();
  const rows = page.getByRole('region', { name: 'Table: What came out of 100 tasks' }).getByRole('row');
  assert.equal(await rows.count(), 3);
}));

test('the chart is saved as SVG, PNG and CSV', () => on(async (page) => {
  const file = (kind) => saved(page, button(page, `Download ${kind}: What came out of 100 tasks`));
  const svg = await file('SVG');
  assert.equal(svg.name, 'split.svg');
  assert.match(svg.text, /^<svg xmlns/);
  assert.match(plain(svg.text), /<desc>Output 1: 17 · 17 %, asked 20 %/);
  const png = await file('PNG');
  assert.equal(png.name, 'split.png');
  assert.match(png.text, /^.PNG/);
  const csv = await file('CSV');
  assert.equal(csv.name, 'split.csv');
  assert.match(csv.text, /Output 1,0\.2,.*,0\.17,12 to 28,0\.12,0\.28,ordinary/);
}));

test('no rule is broken in any theme and width', () => on(async (page) => {
  await accessible(page, 'one split');
  await button(page, 'Try twelve splits').click();
  await button(page, 'See June in full').waitFor();
  await button(page, 'Show as table').click();
  await accessible(page, 'many splits');
  await ask(page, '20/70', '17');
  await table(page).fill('x');
  await accessible(page, 'what cannot be read');
  await ask(page, '10/15/25/50', '1/2/3/4');
  await accessible(page, 'four outputs');
  await shot(page, 'plausible', { fullPage: true });
}));
