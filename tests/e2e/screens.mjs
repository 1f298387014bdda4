// What the tests of the screens beside the Lab share.

import assert from 'node:assert/strict';
import { text } from './lab.mjs';
import { axe } from './browser.mjs';

/** Goes to a screen by its link in the header. */
export async function goTo(page, name) {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
}

/** A field by its label. */
export const field = (page, name) => page.getByRole('textbox', { name, exact: true });

/** What a person reads, with plain spaces. */
export const plain = (words) => words.replace(/[\u00a0\u202f]/g, ' ');

/** The cells of a table by the name of its box: an object for each column, by the rows' heads. */
export const columns = async (page, name) => {
  const rows = await page.getByRole('region', { name, exact: true }).locator('tr')
    .evaluateAll((all) => all.map(({ cells }) => [...cells].map((cell) => cell.textContent)));
  const [heads, ...lines] = rows.map((cells) => cells.map(plain));
  return heads.slice(1).map((_, i) => Object.fromEntries(lines.map((cells) => [cells[0], cells[i + 1]])));
};

/** Saves something by a button; gives the file's name, its path and its text. */
export async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press.click()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, text: text(path) };
}

const WIDTHS = [1440, 800, 360];

/** Fails if the screen breaks a rule in any theme and width, or runs over the side. */
export async function accessible(page, what) {
  const found = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const violation of await axe(page)) found.push(`${what}, ${colorScheme}, ${width} px: ${violation}`);
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${what}, ${width} px: ${over} px run over the side`);
  }
  assert.deepEqual(found, []);
}

/** The longest stretches that the page could not answer in, while something is done [ms]. */
export async function stretches(page, act) {
  await page.evaluate(() => {
    globalThis.stretches = [];
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => globalThis.stretches.push(duration)))
      .observe({ entryTypes: ['longtask'] });
  });
  await act();
  return page.evaluate(() => globalThis.stretches);
}
