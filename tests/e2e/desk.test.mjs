// The screens beside the Lab: going there and back, and the import screen.

import assert from 'node:assert/strict';
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { shows } from './agreement.mjs';
import { axe, launch, onPage, shot } from './browser.mjs';
import { sluice } from './cli.mjs';
import {
  KEYED, button, choose, drawer, example, fixture, lab, made, notice, openTemplate, run, seed, settled, text,
} from './lab.mjs';
import { count } from './report.mjs';
import { serve } from './server.mjs';

const MIXED = 'encord-seed-aws-mixed.json';
const DICOM = 'encord-seed-aws-dicom.json';
const TABLE = 'encord-seed-csv-multiple-types.csv';
const RULES = 'logic-rules.manifest.json';

const open = lab();

/** Goes to a screen by its link in the header. */
async function goTo(page, name) {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name, exact: true }).click();
  if (name === 'Lab') await page.getByRole('main', { name: 'Lab' }).waitFor();
  else await page.getByRole('heading', { name, exact: true }).waitFor();
}

/** Chooses files on the import screen, and waits until they are read. */
async function load(page, files) {
  await choose(page, 'Choose manifests', files);
  await page.getByText('Reading…').first().waitFor({ state: 'detached' });
}

/** Looks at a loaded file; gives its detail. */
async function look(page, name) {
  const file = page.getByRole('region', { name: /manifests?$/ }).getByRole('button', { name: new RegExp(`^${name.replaceAll('.', '\\.')}`) });
  await file.click();
  await page.getByRole('heading', { name, exact: true, level: 3 }).waitFor();
  return page.locator('.import__detail');
}

/** What a table with the heading `head` counts. */
const counts = (page, head) => page.locator('table').filter({ has: page.getByRole('columnheader', { name: head, exact: true }) })
  .evaluate((table) => Object.fromEntries([...table.tBodies[0].rows].map(({ cells: [name, number] }) => [name.textContent, number.textContent])));

const focusedId = (page) => page.evaluate(() => document.activeElement.id);

const rows = (page) => page.getByRole('rowgroup', { name: 'Rows' });

/** The list's rows: what their cells say. */
const shown = (page) => rows(page).evaluate((sight) => [...sight.querySelectorAll('[role="row"]')].map((row) => ({
  top: row.getBoundingClientRect().top - sight.getBoundingClientRect().top,
  cells: [...row.querySelectorAll('[role="cell"]')].map((cell) => cell.textContent),
})));

test('a screen is opened by its link, and left by the browser\'s own way back', () => open(async (page) => {
  const title = await page.title();
  await goTo(page, 'Manifests');
  assert.equal(new URL(page.url()).hash, '#/manifests');
  assert.equal(await page.title(), 'Manifests – Sluice');
  assert.equal(await focusedId(page), 'screen', 'the focus is on the heading');
  assert.equal(await page.getByRole('main').count(), 1, 'the Lab is hidden');
  await page.goBack();
  await page.getByRole('main', { name: 'Lab' }).waitFor();
  assert.equal(await page.title(), title);
  assert.equal(await page.getByRole('main').count(), 1, 'the desk is hidden');
  await page.goForward();
  await page.getByRole('heading', { name: 'Manifests', exact: true }).waitFor();
  await goTo(page, 'Lab');
  assert.equal(await focusedId(page), 'lab');
  await page.getByText('You asked for 20').first().waitFor();
}));

test('an address leads to its screen, and an unknown one to the Lab', () => open(async (page) => {
  const home = page.url();
  for (const [hash, shows] of [['#/manifests', 'desk'], ['#/nowhere', 'lab'], ['#/manifests', 'desk'], ['#/', 'lab']]) {
    await page.evaluate((address) => { location.hash = address; }, hash);
    await (shows === 'lab' ? page.getByRole('main', { name: 'Lab' }) : page.getByRole('heading', { name: 'Manifests', exact: true })).waitFor();
  }
  // Another query, so that the page is loaded anew.
  await page.goto(`${home}?again#/manifests`);
  await page.getByRole('heading', { name: 'Manifests', exact: true }).waitFor();
  assert.equal(await page.getByRole('main').count(), 1);
}));

test('the Lab\'s drawer leads to the import screen, and the skip link to what is on it', () => open(async (page) => {
  const details = await drawer(page, /^Manifests/);
  await details.getByRole('link', { name: 'Open the import screen' }).click();
  await page.getByRole('heading', { name: 'No manifest is loaded' }).waitFor();
  await page.getByRole('link', { name: 'Skip to the content' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await focusedId(page), 'screen');
  assert.equal(new URL(page.url()).hash, '#/manifests');
}));

test('every manifest among the fixtures is counted and remarked upon as by the command line', () => open(async (page) => {
  const names = readdirSync(fixture('.')).filter((name) => name !== 'SOURCES.md');
  await goTo(page, 'Manifests');
  await load(page, names.map(fixture));
  // In one command, since what one file has another may leave out.
  const imports = sluice(['import', ...names.map(fixture)]);
  for (const [i, name] of names.entries()) {
    const expected = imports[i];
    const detail = await look(page, name);
    if (expected.tasks > 0) {
      const kinds = Object.entries(expected.units).map(([kind, n]) => [kind.replaceAll('_', ' '), count(n)]);
      assert.deepEqual(Object.entries(await counts(page, 'Type')).sort(), kinds.sort(), name);
    }
    for (const all of await detail.getByRole('button', { name: /^See all/ }).all()) await all.click();
    const places = await detail.getByRole('button', { name: /^Line \d+, column \d+$/ }).allTextContents();
    assert.deepEqual(
      places.sort(), expected.diagnostics.map(({ line, column }) => `Line ${line}, column ${column}`).sort(), name,
    );
    const words = await detail.textContent();
    for (const { message } of expected.diagnostics) assert.ok(words.includes(message), `${name}: ${message}`);
  }
}));

test('tasks are counted by what their metadata says', () => open(async (page) => {
  await goTo(page, 'Manifests');
  await load(page, example(RULES));
  const { images } = JSON.parse(text(example(RULES)));
  const expected = {};
  for (const { clientMetadata: { batch } } of images) expected[batch] = (expected[batch] ?? 0) + 1;
  const found = await counts(page, 'batch');
  assert.deepEqual(found, Object.fromEntries(Object.entries(expected).map(([name, n]) => [name, count(n)])));
}));

test('a place leads to its line in the file', () => open(async (page) => {
  await goTo(page, 'Manifests');
  const broken = '{\n  "images": [\n    {"objectUrl": "https://example.com/a.jpg"},\n    {"objectUrl": "https://example.com/b.jpg" oops}\n  ]\n}\n';
  await load(page, [fixture(MIXED), made('broken.json', broken)]);
  const detail = await look(page, 'broken.json');
  const place = detail.getByRole('button', { name: /^Line 4, column/ });
  await place.click();
  const source = detail.getByRole('list', { name: 'The file around line 4' });
  assert.equal((await source.locator('[aria-current]').textContent()).replace(/^4/, ''), broken.split('\n')[3]);
  assert.equal(await source.getByRole('listitem').count(), 6);
  assert.equal(await source.locator('mark').textContent(), 'o');
  assert.equal(await place.getAttribute('aria-expanded'), 'true');
  await place.click();
  await source.waitFor({ state: 'detached' });

  const other = await look(page, MIXED);
  await other.getByRole('button', { name: 'Line 33, column 1' }).click();
  const line = other.locator('.source [aria-current]');
  assert.equal((await line.textContent()).replace(/^33/, ''), text(fixture(MIXED)).split('\n')[32]);
}));

test('all remarks can be copied as text', () => open(async (page) => {
  await goTo(page, 'Manifests');
  await load(page, fixture(DICOM));
  await button(page, 'Copy all as text').click();
  await page.getByText('Copied.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const { line, column, code, message } of sluice(['import', fixture(DICOM)]).diagnostics) {
    assert.ok(copied.includes(`${DICOM}:${line}:${column}: warning [${code}] ${message}`), copied);
  }
}, { context: { permissions: ['clipboard-read', 'clipboard-write'] } }));

test('a manifest is fed to the stage that is chosen, and run in the Lab', () => open(async (page) => {
  await openTemplate(page, 'Benchmark QA (Encord)');
  await goTo(page, 'Manifests');
  for (const name of ['benchmark-qa.benchmark.json', 'benchmark-qa.production.csv']) {
    await look(page, name);
    await button(page, `Remove ${name}`).click();
  }
  await load(page, fixture(MIXED));
  const feeds = page.getByRole('combobox', { name: 'Feeds the Dataset stage' });
  await feeds.selectOption('No stage: not used');
  await button(page, 'Run it in the Lab', { disabled: true }).waitFor();
  await feeds.selectOption('Production dataset');
  await page.getByText(/Its 6\stasks start at Production dataset/).waitFor();
  await button(page, 'Run it in the Lab').click();
  await page.getByRole('main', { name: 'Lab' }).waitFor();
  await settled(page);
  await shows(page, sluice([
    'run', example('benchmark-qa.json'), '--seed', String(await seed(page)), '--manifest', `production=${fixture(MIXED)}`,
  ]));
}));

test('all tasks of a manifest are put in a batch, and run so', () => open(async (page) => {
  await openTemplate(page, 'Logic rules (Ango Hub)');
  await goTo(page, 'Manifests');
  await load(page, fixture(TABLE));
  await look(page, RULES);
  await button(page, `Remove ${RULES}`).click();
  await look(page, TABLE);
  const asked = page.getByText('The workflow asks for "batch", which none of its tasks has; they have no metadata.');
  await asked.waitFor();
  const batch = page.getByRole('textbox', { name: 'Batch of all its tasks' });
  await batch.fill('night-shift ');
  await page.getByText(/^Its .* All are in the batch night-shift, beside those/).waitFor();
  await asked.waitFor({ state: 'detached' });
  assert.equal(await batch.inputValue(), 'night-shift ', 'what is being typed is left alone');
  assert.ok((await shown(page)).every(({ cells }) => cells.includes('night-shift')));
  // What was removed comes back in the batch that it was in.
  await button(page, `Remove ${TABLE}`).click();
  await page.getByText(`${TABLE} was removed.`).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: TABLE, exact: true, level: 3 }).waitFor();
  await page.getByText(/^Its .* All are in the batch night-shift, beside those/).waitFor();
  await button(page, 'Run it in the Lab').click();
  await page.getByRole('main', { name: 'Lab' }).waitFor();
  await settled(page);
  const args = ['run', example('logic-rules.json'), '--seed', String(await seed(page)), '--manifest', fixture(TABLE)];
  const report = sluice([...args, '--batch', `${fixture(TABLE)}=night-shift`]);
  await shows(page, report);
  // Whoever looks further into the run sees the same.
  await page.evaluate(() => { location.hash = '#/results/tasks'; });
  await page.getByRole('combobox', { name: 'Batch' }).waitFor();
  const batches = await page.getByRole('combobox', { name: 'Batch' })
    .evaluate((select) => [...select.options].map((option) => option.textContent));
  assert.ok(batches.includes(`night-shift (${count(report.tasks)})`), batches.join());
}));

test('each task of a manifest starts at the stage that its metadata names', () => open(async (page) => {
  const name = 'datasets-by-key.json';
  await openTemplate(page, 'Benchmark QA (Encord)');
  await settled(page);
  await goTo(page, 'Manifests');
  for (const own of ['benchmark-qa.benchmark.json', 'benchmark-qa.production.csv']) {
    await button(page, `Remove ${own}`).click();
    await page.getByText(`${own} was removed.`).waitFor();
  }
  await load(page, KEYED);
  await look(page, name);
  await page.getByRole('combobox', { name: 'Feeds the Dataset stage' }).selectOption('Production dataset');
  const key = page.getByRole('combobox', { name: 'Stage by metadata key' });
  const options = await key.evaluate((select) => [...select.options].map((option) => option.textContent));
  assert.deepEqual(options, ['None: all start there', 'role'], 'the batch names no stage');
  await key.selectOption('role');
  const starts = page.getByText(
    /^Its 8\stasks start in the next run: 3 at Benchmark dataset, 5 at Production dataset\. Of 1\stask “role” names no Dataset stage/,
  );
  await starts.waitFor();
  const fed = page.getByRole('region', { name: 'What the next run starts with' });
  await fed.getByText(/^3\stasks from datasets-by-key\.json$/).waitFor();
  await fed.getByText(/^5\stasks from datasets-by-key\.json$/).waitFor();
  // What was removed comes back as it was.
  await button(page, `Remove ${name}`).click();
  await page.getByText(`${name} was removed.`).waitFor();
  await page.keyboard.press('Enter');
  await starts.waitFor();
  await button(page, 'Run it in the Lab').click();
  await page.getByRole('main', { name: 'Lab' }).waitFor();
  await settled(page);
  const report = sluice([
    'run', example('benchmark-qa.json'), '--seed', String(await seed(page)), '--manifest', `production=${KEYED}`,
    '--dataset-key', 'role',
  ]);
  assert.equal(report.tasks, 8);
  await shows(page, report);
  // Whoever looks further into the run sees the same tasks, and the command that gives it again.
  await page.evaluate(() => { location.hash = '#/results/tasks'; });
  await page.getByText(/^All 8\stasks of the first run/).waitFor();
  await page.evaluate(() => { location.hash = '#/results/take-away'; });
  await page.getByText(`--manifest production=${name} --dataset-key ${name}=role`).waitFor();
}));

test('a manifest that was removed can be had back', () => open(async (page) => {
  await goTo(page, 'Manifests');
  await load(page, [fixture(MIXED), fixture(DICOM)]);
  await look(page, MIXED);
  await page.getByRole('combobox', { name: 'Feeds the Dataset stage' }).selectOption('No stage: not used');
  await button(page, `Remove ${MIXED}`).click();
  await page.getByText(`${MIXED} was removed.`).waitFor();
  await page.getByRole('heading', { name: '1 manifest' }).waitFor();
  assert.equal(await focusedId(page), 'undo-remove');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: MIXED, exact: true, level: 3 }).waitFor();
  await page.getByRole('heading', { name: /6\stasks from 13\sURLs/ }).waitFor();
  assert.equal(await focusedId(page), 'screen');
  const chosen = await page.getByRole('combobox', { name: 'Feeds the Dataset stage' })
    .evaluate((select) => select.selectedOptions[0].textContent);
  assert.equal(chosen, 'No stage: not used');
}));

test('manifests are loaded where they are dropped and from the examples', () => open(async (page) => {
  await goTo(page, 'Manifests');
  await button(page, RULES).click();
  await page.getByRole('heading', { name: RULES, level: 3 }).waitFor();
  const data = await page.evaluateHandle(([name, content]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], name));
    return transfer;
  }, [MIXED, text(fixture(MIXED))]);
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: data });
  await page.getByRole('heading', { name: MIXED, exact: true, level: 3 }).waitFor();
  await page.getByRole('heading', { name: '2 manifests' }).waitFor();
}));

test('a list of very many tasks is drawn in part, and shows both its ends', () => open(async (page) => {
  const tasks = 600_000;
  await goTo(page, 'Manifests');
  // Made in the page: so much cannot be handed over.
  await page.evaluate((number) => {
    const parts = Array.from({ length: number }, (_, i) => `{"objectUrl": "https://h/${i + 1}.jpg"}`);
    const transfer = new DataTransfer();
    transfer.items.add(new File([`{"images": [${parts.join(',')}]}`], 'many.json'));
    document.querySelector('#desk main').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
  }, tasks);
  await page.getByRole('heading', { name: `All ${count(tasks)}\u00a0tasks` }).waitFor({ timeout: 60_000 });
  assert.equal(await page.getByRole('table', { name: /^All/ }).getAttribute('aria-rowcount'), String(tasks + 1));
  const height = await rows(page).evaluate((sight) => sight.scrollHeight);
  assert.ok(height < 17_000_000, `${height} px are more than a browser draws`);
  for (const [part, number] of [[0, 1], [1, tasks], [0.5, tasks / 2]]) {
    await rows(page).evaluate((sight, to) => { sight.scrollTop = to * (sight.scrollHeight - sight.clientHeight); }, part);
    await rows(page).getByText(`/${number}.jpg`, { exact: true }).waitFor();
    const list = await shown(page);
    assert.ok(list.length < 100, `${list.length} rows are drawn`);
    const inSight = list.filter(({ top }) => top > -32 && top < 480);
    for (const { cells: [place, , title] } of inSight) assert.equal(title, `/${place.replaceAll(/\D/g, '')}.jpg`);
    assert.ok(inSight.length >= 14, `${inSight.length} rows are in sight at ${part}`);
  }
}));

for (const colorScheme of ['light', 'dark']) {
  test(`the import screen breaks no accessibility rule and fits, ${colorScheme}`, () => open(async (page) => {
    const found = [];
    const check = async (what) => {
      for (const [width, height] of [[1440, 900], [800, 1000], [360, 740], [320, 740]]) {
        await page.setViewportSize({ width, height });
        for (const violation of await axe(page)) found.push(`${what}, ${width} px: ${violation}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) found.push(`${what}, ${width} px: ${over} px run over the side`);
        if (width > 320) await shot(page, `import-${what}-${width}-${colorScheme}`, { fullPage: true });
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    };
    await goTo(page, 'Manifests');
    await check('empty');
    const items = Array.from({ length: 12 }, (_, i) => (i < 8 ? '{"title": "no address"}' : `{"objectUrl": "https://example.com/${i}.jpg"}`));
    await load(page, [
      fixture(MIXED), example(RULES), made('partial.json', `{"images": [\n${items.join(',\n')}\n]}`),
      made(`${'a-very-long-file-name-without-any-place-to-break-it'.repeat(3)}.json`, '{"images": ['),
    ]);
    await button(page, 'Dismiss').click();
    for (const name of [MIXED, RULES, 'partial.json']) {
      const detail = await look(page, name);
      const places = detail.getByRole('button', { name: /^Line/ });
      if (await places.count()) await places.first().click();
      await check(name.split('.')[0]);
    }
    const detail = await look(page, 'partial.json');
    await detail.getByRole('button', { name: /^See all/ }).click();
    await button(page, 'Remove partial.json').click();
    await check('removed');
    assert.deepEqual(found, []);
  }, { context: { colorScheme } }));
}

test('a file with a bad item is taken in part or refused whole, as a person chooses', () => open(async (page) => {
  await goTo(page, 'Manifests');
  await load(page, [example(RULES)]);
  const before = (await look(page, RULES)).getByRole('heading', { name: /tasks? from/ });
  const tasks = await before.textContent();
  const bad = '{"images": [\n{"objectUrl": "https://h/1.jpg"},\n{"objectUrl": ""},\n{"title": "nowhere"}]}';
  await page.getByRole('radio', { name: 'Refuse the whole file' }).check();
  await load(page, [made('bad.json', bad)]);
  const detail = await look(page, 'bad.json');
  await detail.getByText('Refused', { exact: true }).waitFor();
  await detail.getByText('files with a bad item are refused as a whole').waitFor();
  for (const line of ['Line 3', 'Line 4']) await detail.getByRole('button', { name: new RegExp(`^${line}`) }).waitFor();
  assert.equal(await (await look(page, RULES)).getByRole('heading', { name: /tasks? from/ }).textContent(), tasks);
  // The choice stays while the page does, and can be taken back for one file.
  await goTo(page, 'Lab');
  await goTo(page, 'Manifests');
  assert.ok(await page.getByRole('radio', { name: 'Refuse the whole file' }).isChecked());
  await button(await look(page, 'bad.json'), 'Load its good items').click();
  await detail.getByText('1 task from 1 URL').waitFor();
  await detail.getByText('Accepted in part', { exact: true }).waitFor();
}));

test('a manifest leaves out what one before it has, until that one goes', () => open(async (page) => {
  await goTo(page, 'Manifests');
  const list = (names, more = '') => `{"images": [${[...names].map((name) => `{"objectUrl": "https://h/${name}.jpg"}`)}]${more}}`;
  await load(page, [made('one.json', list('ab')), made('two.json', list('bc', ', "skip_duplicate_urls": true'))]);
  const detail = await look(page, 'two.json');
  await detail.getByText('1 task from 1 URL').waitFor();
  await detail.getByText('1 item has the URLs of one in a manifest that was loaded before').waitFor();
  await look(page, 'one.json');
  await button(page, 'Remove one.json').click();
  await look(page, 'two.json');
  await detail.getByText('2 tasks from 2 URLs').waitFor();
}));

test('reading a large file says how far it is, and can be cancelled', () => open(async (page) => {
  await goTo(page, 'Manifests');
  await load(page, [example(RULES)]);
  await page.evaluate(() => {
    const item = '{"objectUrl": "https://storage.example.com/bucket/frame-0000001.jpg", "clientMetadata": {"n": 1}},\n';
    const data = new DataTransfer();
    const many = new Blob([item.repeat(10_000)]);
    data.items.add(new File(['{"images": [', ...Array(150).fill(many), '{"objectUrl": "https://h/last.jpg"}]}'], 'large.json'));
    document.querySelector('.load').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.getByText(/^[1-9][\d.]*.MB of 1\d\d.MB read\.$/).waitFor();
  assert.ok(Number(await page.getByRole('progressbar', { name: 'How much of it is read' }).getAttribute('value')) > 0);
  await button(page, 'Cancel large.json').click();
  await page.getByRole('heading', { name: '1 manifest', exact: true }).waitFor();
  await look(page, RULES);
}));

let browser;
let host;
before(async () => { [browser, host] = await Promise.all([launch(), serve('desk')]); });
after(() => Promise.all([browser?.close(), host?.close()]));

for (const [what, lost] of [['all of it', /./], ['its module', /\.wasm$/], ['its styles', /\.css$/]]) {
  test(`without ${what} the desk is reported missing, the Lab goes on, and it can be opened later`, () => onPage(browser, host.url, async (page) => {
    const folder = join(host.folder, 'desk');
    const files = readdirSync(folder).filter((name) => lost.test(name));
    const move = (from, to) => files.forEach((name) => renameSync(join(folder, name + from), join(folder, name + to)));
    await page.getByText('are accounted for.').waitFor();
    await settled(page);
    move('', '.away');
    try {
      const link = page.getByRole('link', { name: 'Manifests', exact: true });
      await link.click();
      await notice(page).getByText('could not be loaded: check the connection').waitFor();
      await page.getByRole('main', { name: 'Lab' }).waitFor();
      assert.equal(new URL(page.url()).hash, '#/');
      await run(page);
    } finally {
      move('.away', '');
    }
    await goTo(page, 'Manifests');
  }, { allow: /./ }));
}
