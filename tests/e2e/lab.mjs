// The page as a person uses it: by the names that a screen reader says.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, onPage } from './browser.mjs';
import { serve } from './server.mjs';

const at = (folder) => fileURLToPath(new URL(`../../${folder}`, import.meta.url));

/** The path of a shipped example, for the command line and for file choosers. */
export const example = (name) => join(at('www/examples'), name);

/** The path of a manifest among the fixtures. */
export const fixture = (name) => join(at('tests/fixtures/manifests'), name);

/** The path of a manifest whose metadata names Dataset stages of the Benchmark QA template. */
export const KEYED = join(at('tests/fixtures'), 'datasets-by-key.json');

/** The path of a workflow among the fixtures. */
export const workflow = (name) => join(at('tests/fixtures/workflows'), name);

export const text = (path) => readFileSync(path, 'utf8');

/**
 * A browser and a host for the tests of one file.
 * @returns {(look: (page) => Promise<T>, options?: object) => Promise<T>} opens a fresh page, waits
 *   for its first result, and looks; the options are those of `onPage`.
 */
export function lab() {
  let browser;
  let host;
  before(async () => { [browser, host] = await Promise.all([launch(), serve()]); });
  after(() => Promise.all([browser?.close(), host?.close()]));
  return (look, options) => onPage(browser, host.url, async (page) => {
    await page.getByText('are accounted for.').waitFor();
    await settled(page);
    return look(page);
  }, options);
}

/** Waits until no run is under way and the result shown is of the workflow shown. */
export async function settled(page) {
  await button(page, 'Cancel', { disabled: true }).waitFor();
  await page.getByRole('list', { name: 'Stages and outputs', exact: true }).waitFor();
}

/** Runs, and waits for the result. */
export async function run(page) {
  await button(page, 'Run').click();
  await settled(page);
}

export const button = (page, name, options) => page.getByRole('button', { name, exact: true, ...options });

/** What the page tells in the notice at its top. */
export const notice = (page) => page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Dismiss' }) });

/** Opens a template from the header's list and waits for its result. */
export async function openTemplate(page, label) {
  await page.getByRole('combobox', { name: 'Template' }).selectOption({ label });
  await settled(page);
}

/** A stage's card in the graph. */
export const card = (page, name) =>
  page.getByRole('group', { name: 'Stages', exact: true }).getByRole('button', { name: new RegExp(`^[A-Z][a-z]+: ${escape(name)}(,|$)`) });

const escape = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Selects a stage on the graph; gives its inspector. */
export async function inspect(page, name) {
  await card(page, name).click();
  const inspector = page.getByRole('region', { name, exact: true });
  await inspector.getByRole('button', { name: 'Close the inspector' }).waitFor();
  return inspector;
}

/** Goes from the inspector back to the result. */
export async function closeInspector(page) {
  await page.getByRole('button', { name: 'Close the inspector' }).click();
  await page.getByRole('region', { name: 'Result', exact: true }).waitFor();
}

/** Opens a part of the drawer, if it is not open; gives the drawer. */
export async function drawer(page, name) {
  const details = page.getByRole('region', { name: 'Details' });
  const tab = details.getByRole('button', { name, expanded: false });
  if (await tab.count()) await tab.click();
  await details.getByRole('button', { name, expanded: true }).waitFor();
  return details;
}

/** Chooses files by the button of that name, as a person does in the browser's dialog. */
export async function choose(page, name, files) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  // Paths and files that a test has made cannot be given together.
  const file = (given) => (typeof given === 'string' ? made(basename(given), readFileSync(given)) : given);
  await chooser.setFiles([files].flat().map(file));
}

/** A file for a chooser, made of what is in it. */
export const made = (name, content) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

/** A manifest's entry in the drawer. */
export const manifest = (page, name) =>
  page.getByRole('region', { name: 'Details' }).getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });

/** The tables of all splits: stage, heads, and the cells of each output, by head. */
export function splits(page) {
  return page.getByRole('article', { name: /^Split of / }).evaluateAll((articles) => articles.map((article) => {
    const table = article.querySelector('table');
    const heads = table ? [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent) : [];
    const rows = table ? [...table.tBodies[0].rows] : [];
    return {
      stage: article.querySelector('h3').textContent,
      heads,
      outputs: rows.map(({ cells: [name, ...cells] }) => ({
        name: name.textContent,
        cells: Object.fromEntries(cells.map((cell, i) => [heads[i], cell.textContent.replace('\n', ', ')])),
      })),
      words: article.innerText,
    };
  }));
}

/** Where the tasks are: name and fate, count, and the sum below. */
export function places(page) {
  return page.getByRole('region', { name: 'Numbers of tasks in each place' }).getByRole('table').evaluate((table) => ({
    rows: [...table.tBodies[0].rows].map(({ cells }) => [cells[1].innerText, cells[2].textContent]),
    all: table.tFoot.rows[0].cells[2].textContent,
  }));
}

/** The seed in its field. */
export const seed = async (page) => Number(await page.getByRole('textbox', { name: 'Seed' }).inputValue());

/** Saves the workflow; gives the download's name and text. */
export async function save(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Save workflow').click()]);
  return { name: download.suggestedFilename(), text: text(await download.path()) };
}
