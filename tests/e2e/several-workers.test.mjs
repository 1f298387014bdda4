// Large questions are shared among several workers: the result is that of one alone, however many
// there are and whatever becomes of them.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { shows } from './agreement.mjs';
import { launch, onPage } from './browser.mjs';
import { sluice } from './cli.mjs';
import { button, choose, drawer, example, manifest, notice, openTemplate, run, settled } from './lab.mjs';
import { serve } from './server.mjs';

let browser;
let host;
let script;
before(async () => {
  [browser, host] = await Promise.all([launch(), serve()]);
  const path = join(host.folder, readdirSync(host.folder).find((name) => name.startsWith('worker-')));
  script = { path, text: readFileSync(path, 'utf8') };
});
after(() => Promise.all([browser?.close(), host?.close()]));

/**
 * Put before the worker's script: so many cores, and news of the workers that a worker starts. An
 * answer is bytes, of which the first says whether a part is done. Told to, it ends some of them,
 * with the event that a browser sends or without a word; and those that it has started throw.
 */
const spy = (cores) => `
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${cores} });
  const news = new BroadcastChannel('workers');
  const started = [];
  const Native = Worker;
  globalThis.Worker = class extends Native {
    constructor(...given) {
      super(...given);
      // Not what reads a manifest.
      if (!String(given[0]).includes('/worker-')) return;
      const number = started.push(this);
      news.postMessage({ number, started: true });
      this.addEventListener('message', ({ data }) => {
        if (data instanceof Uint8Array) news.postMessage({ number, done: data[0] === 1 });
      });
    }
  };
  let shares = false;
  addEventListener('message', ({ data }) => { shares ||= 'order' in data; });
  news.onmessage = ({ data: { end, silently, throws } }) => {
    if (throws && shares) {
      news.postMessage({ ended: true });
      throw new Error('a bug');
    }
    for (const worker of started.splice(0, end)) {
      worker.terminate();
      if (!silently) worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
    }
    if (end) news.postMessage({ ended: true });
  };
`;

/** Opens the page on a machine of so many cores. */
async function open(cores, look, options) {
  writeFileSync(script.path, spy(cores) + script.text);
  return onPage(browser, host.url, async (page) => {
    await page.getByText('are accounted for.').waitFor();
    await settled(page);
    return look(page);
  }, {
    prepare: (page) => page.addInitScript(() => {
      globalThis.news = [];
      globalThis.channel = new BroadcastChannel('workers');
      globalThis.channel.onmessage = ({ data }) => globalThis.news.push(data);
    }),
    ...options,
  });
}

const news = (page) => page.evaluate(() => globalThis.news);
const started = async (page) => (await news(page)).filter((item) => item.started).length;
const answers = async (page) => (await news(page)).filter((item) => 'done' in item);
const done = async (page) => (await answers(page)).filter((item) => item.done);

/** Waits until the workers that were started have answered so often. */
const answered = (page, times) =>
  page.waitForFunction((n) => globalThis.news.filter((item) => 'done' in item).length >= n, times);

/** Ends so many of the workers that the worker has started. */
async function end(page, many, silently) {
  await page.evaluate((order) => globalThis.channel.postMessage(order), { end: many, silently });
  await page.waitForFunction(() => globalThis.news.some((item) => item.ended));
}

async function ask(page, tasks, runs) {
  await page.getByRole('textbox', { name: 'Tasks per run', exact: true }).fill(String(tasks));
  await page.getByRole('textbox', { name: 'Runs', exact: true }).fill(String(runs));
}

const result = (page) => page.getByRole('region', { name: 'Result', exact: true }).innerText();

const wanted = (tasks, runs) =>
  sluice(['run', example('sample-for-review.json'), '--tasks', String(tasks), '--runs', String(runs), '--seed', '77']);

/** A question that takes a while with any number of workers. */
const LONG = [1_000_000, 1_000];
/** One that is worth sharing, and soon done. */
const SHORT = [100_000, 60];

test('one, two, three and eight workers give the command line\'s report', async (t) => {
  const report = wanted(...SHORT);
  const texts = [];
  // One core is left to the page where there are more than two, and there is a most.
  for (const [cores, workers] of [[1, 1], [2, 2], [4, 3], [64, 8]]) {
    await open(cores, async (page) => {
      await ask(page, ...SHORT);
      const since = Date.now();
      await run(page);
      t.diagnostic(`${workers} workers: ${Date.now() - since} ms`);
      assert.equal(await started(page), workers - 1);
      assert.equal((await done(page)).length > 0, workers > 1, 'whether the others did something');
      await shows(page, report);
      texts.push(await result(page));
      // They are kept for the next question.
      await run(page);
      assert.equal(await started(page), workers - 1);
      await shows(page, report);
    });
  }
  texts.forEach((text) => assert.equal(text, texts[0]));
});

test('two workers beside one', (t) => open(1, (one) => open(2, async (two) => {
  const timed = async (page) => {
    const since = await page.evaluate(() => performance.now());
    await run(page);
    return await page.evaluate(() => performance.now()) - since;
  };
  const ratios = [];
  for (const page of [one, two]) {
    await ask(page, 1_000_000, 60);
    // The first run of two starts the other worker.
    await run(page);
  }
  for (let round = 0; round < 5; round += 1) ratios.push(await timed(one) / await timed(two));
  t.diagnostic(`times as fast: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`);
  assert.deepEqual([await started(one), await started(two)], [0, 1]);
  assert.equal(await result(two), await result(one));
})));

test('a small question is not shared', () => open(8, async (page) => {
  await ask(page, 1_000, 1_000);
  await run(page);
  await shows(page, wanted(1_000, 1_000));
  assert.deepEqual(await news(page), []);
}));

test('a manifest\'s tasks are shared as well', () => open(4, async (page) => {
  const videos = Array.from({ length: 9_000 }, (_, i) => ({
    objectUrl: `https://host/${i}.mp4`, clientMetadata: { batch: ['night-shift', 'day-shift', 'none'][i % 3] },
  }));
  const folder = mkdtempSync(join(tmpdir(), 'sluice-'));
  try {
    const file = join(folder, 'many.json');
    writeFileSync(file, JSON.stringify({ videos }));
    await openTemplate(page, 'Logic rules (Ango Hub)');
    await drawer(page, /^Manifests/);
    await button(page, 'Remove logic-rules.manifest.json').click();
    await choose(page, 'Load manifest', file);
    await manifest(page, 'many.json').getByText('9,000 tasks from').waitFor();
    await page.getByRole('textbox', { name: 'Runs', exact: true }).fill('700');
    await run(page);
    assert.equal(await started(page), 2);
    assert.ok((await done(page)).length > 0);
    await shows(page, sluice([
      'run', example('logic-rules.json'), '--manifest', file, '--runs', '700', '--seed', '77',
    ]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}));

test('cancel reaches all of them', (t) => open(4, async (page) => {
  const earlier = await result(page);
  await ask(page, ...LONG);
  await button(page, 'Run').click();
  await answered(page, 6);
  const asked = Date.now();
  await button(page, 'Cancel').click();
  await button(page, 'Cancel', { disabled: true }).waitFor();
  t.diagnostic(`cancelled after ${Date.now() - asked} ms`);
  // Whoever went on would say so many times over.
  await page.waitForTimeout(500);
  const before = (await answers(page)).length;
  await page.waitForTimeout(500);
  assert.equal((await answers(page)).length, before);
  assert.ok((await result(page)).includes(earlier.split('\n').at(-1)));
  await ask(page, ...SHORT);
  await run(page);
  await shows(page, wanted(...SHORT));
}));

test('a question asked during another has all of them to itself', () => open(4, async (page) => {
  await ask(page, ...LONG);
  await button(page, 'Run').click();
  await answered(page, 6);
  await ask(page, ...SHORT);
  await run(page);
  await shows(page, wanted(...SHORT));
  assert.equal(await started(page), 2);
}));

for (const [how, silently] of [['with an error', false], ['without a word', true]]) {
  for (const many of [1, 2]) {
    test(`${many} of 2 that end ${how} cost nothing but time`, () => open(4, async (page) => {
      const question = [1_000_000, 60];
      await ask(page, ...question);
      await button(page, 'Run').click();
      await answered(page, 6);
      await end(page, many, silently);
      await settled(page);
      await shows(page, wanted(...question));
      assert.equal(await notice(page).count(), 0);
      await ask(page, ...SHORT);
      for (let i = 0; i < 4; i += 1) await run(page);
      await shows(page, wanted(...SHORT));
      // One that ended with an error is not replaced, for it may happen again; one that has long
      // said nothing is.
      assert.equal(await started(page), silently ? 2 + many : 2);
    }));
  }
}

test('those that throw end, and neither the one that started them nor the page minds', () => open(4, async (page) => {
  const question = [1_000_000, 60];
  await ask(page, ...question);
  await button(page, 'Run').click();
  await answered(page, 6);
  await page.evaluate(() => globalThis.channel.postMessage({ throws: true }));
  await page.waitForFunction(() => globalThis.news.filter((item) => item.ended).length === 2);
  await settled(page);
  await shows(page, wanted(...question));
  assert.equal(await notice(page).count(), 0);
}, { allow: /a bug/ }));

test('where no other worker starts, one does all', () => open(4, async (page) => {
  rmSync(script.path);
  await ask(page, ...SHORT);
  await run(page);
  await shows(page, wanted(...SHORT));
  assert.equal(await notice(page).count(), 0);
  await run(page);
  assert.deepEqual([await started(page), await done(page)], [2, []]);
}, { allow: /404|request failed: .*worker-/ }));
