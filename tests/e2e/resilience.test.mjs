// What happens when the worker is lost.

import assert from 'node:assert/strict';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { shows } from './agreement.mjs';
import { launch, onPage } from './browser.mjs';
import { sluice } from './cli.mjs';
import { button, choose, example, fixture, lab, manifest, notice, run, settled } from './lab.mjs';
import { serve } from './server.mjs';

const MIXED = 'encord-seed-aws-mixed.json';
const open = lab();

/** Keeps the page's workers, so that a test can end them. */
const keepWorkers = (page) => page.addInitScript(() => {
  globalThis.workers = [];
  const Native = globalThis.Worker;
  globalThis.Worker = class extends Native {
    constructor(...given) {
      super(...given);
      globalThis.workers.push(this);
    }
  };
});

/** Ends the worker as the browser does when it runs out of memory. */
const kill = (page) => page.evaluate(() => {
  const worker = globalThis.workers.at(-1);
  worker.terminate();
  worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
});

const workers = (page) => page.evaluate(() => globalThis.workers.length);

test('a lost worker is replaced, and its manifests are loaded again', () => open(async (page) => {
  await choose(page, 'Load manifest', fixture(MIXED));
  await manifest(page, MIXED).getByText('6 tasks from').waitFor();
  assert.equal(await workers(page), 1);
  await kill(page);
  await notice(page).getByText('The worker stopped (out of memory).').waitFor();
  await manifest(page, MIXED).getByText('6 tasks from').waitFor();
  await run(page);
  assert.equal(await workers(page), 2);
  await shows(page, sluice(['run', example('sample-for-review.json'), '--seed', '77', '--manifest', fixture(MIXED)]));
}, { prepare: keepWorkers }));

test('a worker that is lost in the middle of a run leaves the result and the buttons', () => open(async (page) => {
  await page.getByRole('textbox', { name: 'Tasks per run' }).fill('1000000');
  await page.getByRole('textbox', { name: 'Runs' }).fill('1000');
  await button(page, 'Run').click();
  await page.getByRole('progressbar').waitFor();
  await kill(page);
  await notice(page).getByText('The worker stopped').waitFor();
  await button(page, 'Cancel', { disabled: true }).waitFor();
  await page.getByText('100\u00a0tasks per run · 1\u00a0run · seed 77').waitFor();
  await page.getByRole('textbox', { name: 'Tasks per run' }).fill('100');
  await page.getByRole('textbox', { name: 'Runs' }).fill('1');
  await run(page);
  await shows(page, sluice(['run', example('sample-for-review.json'), '--seed', '77']));
}, { prepare: keepWorkers }));

test('a run that is asked for while manifests are read again is a run of the manifests', () => open(async (page) => {
  await choose(page, 'Load manifest', fixture(MIXED));
  await manifest(page, MIXED).getByText('6 tasks from').waitFor();
  await page.evaluate(() => {
    const worker = globalThis.workers.at(-1);
    worker.terminate();
    worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    // The page has heard it by now, and has asked a new worker for the manifest.
    queueMicrotask(() => document.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }),
    ));
  });
  await manifest(page, MIXED).getByText('6 tasks from').waitFor();
  await settled(page);
  await page.getByText('6\u00a0tasks per run').waitFor();
}, { prepare: keepWorkers }));

let browser;
let host;
before(async () => { [browser, host] = await Promise.all([launch(), serve('going')]); });
after(() => Promise.all([browser?.close(), host?.close()]));

test('a worker that cannot be replaced is not asked for without end', () => onPage(browser, host.url, async (page) => {
  await page.getByText('are accounted for.').waitFor();
  await choose(page, 'Load manifest', fixture(MIXED));
  await manifest(page, MIXED).getByText('6 tasks from').waitFor();
  rmSync(join(host.folder, readdirSync(host.folder).find((file) => file.startsWith('worker-'))));
  await kill(page);
  // What is said of the second one takes the place of what was said of the first.
  await notice(page).getByText(/The worker (stopped|does not start)/).waitFor();
  const endless = await page.evaluate(() => new Promise((resolve) => {
    const over = performance.now() + 2_000;
    const look = () => {
      if (globalThis.workers.length > 10 || performance.now() > over) resolve(globalThis.workers.length > 10);
      else setTimeout(look, 50);
    };
    look();
  }));
  assert.equal(endless, false, `${await workers(page)} workers were started`);
}, { prepare: keepWorkers, allow: /./ }));

test('without its reader a manifest is reported unread, and it can be loaded later', async () => {
  const late = await serve('late');
  const [there, away] = ['reader', 'away'].map((name) => join(late.folder, name));
  const asked = [];
  try {
    await onPage(browser, late.url, async (page) => {
      await page.getByText('are accounted for.').waitFor();
      assert.deepEqual(asked, [], 'the reader is not part of the first load');
      renameSync(there, away);
      await choose(page, 'Load manifest', fixture(MIXED));
      await notice(page).getByText(`${MIXED}: what reads manifests could not be loaded`).waitFor();
      await run(page);
      await shows(page, sluice(['run', example('sample-for-review.json'), '--seed', '77']));
      renameSync(away, there);
      await button(page, `Remove ${MIXED}`).click();
      await choose(page, 'Load manifest', fixture(MIXED));
      await manifest(page, MIXED).getByText('6 tasks from').waitFor();
      assert.ok(asked.some((address) => address.endsWith('.wasm')));
    }, {
      prepare: (page) => page.context().on('request', (request) => {
        if (request.url().includes('/reader/')) asked.push(request.url());
      }),
      allow: /./,
    });
  } finally {
    await late.close();
  }
});
