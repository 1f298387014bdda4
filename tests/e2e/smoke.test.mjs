// The page starts, wherever it is hosted, and says so when it cannot.

import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe, launch, onPage, shot } from './browser.mjs';
import { DIST, serve } from './server.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Serves the page for as long as `use` runs. */
async function hosted(path, use) {
  const host = await serve(path);
  try {
    await use(host);
  } finally {
    await host.close();
  }
}

/** A result can only come from the worker. */
const answered = (page) => page.getByText('are accounted for.').waitFor();

for (const path of ['', 'some/sub/path']) {
  test(`the page and its worker start under /${path}`, () => hosted(path, async ({ url }) => {
    const fetched = new Set();
    await onPage(browser, url, async (page) => {
      await answered(page);
      assert.deepEqual(await axe(page), []);
      if (path) await shot(page, 'smoke');
    }, {
      prepare: (page) => page.context().on('request', (request) => fetched.add(request.url())),
    });
    const counted = readdirSync(DIST, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => new URL(entry.name === 'index.html' ? '' : entry.name, url).href);
    const beyond = [...fetched].filter((address) => !counted.includes(address));
    assert.deepEqual(beyond, [], 'fetched, but not counted by tools/size');
  }));
}

test('the dark theme has no accessibility violations', () => hosted('dark', async ({ url }) => {
  await onPage(browser, url, async (page) => {
    await answered(page);
    assert.deepEqual(await axe(page), []);
    await shot(page, 'smoke-dark');
  }, { context: { colorScheme: 'dark' } });
}));

test('the module is fetched once, for the page and its worker', () => hosted('once', async ({ url }) => {
  let fetches = 0;
  await onPage(browser, url, answered, {
    prepare: (page) => page.context().on('request', (request) => {
      if (request.url().endsWith('.wasm')) fetches += 1;
    }),
  });
  assert.equal(fetches, 1);
}));

for (const [name, pattern] of [['module', /\.wasm$/], ['glue', /^app-.*\.js$/]]) {
  test(`without its ${name} the page says that it could not be loaded`, () =>
    hosted('lost', async ({ url, folder }) => {
      rmSync(join(folder, readdirSync(folder).find((file) => pattern.test(file))));
      await onPage(browser, url, async (page) => {
        await page.getByRole('alert').getByText('could not be loaded').waitFor();
        assert.deepEqual(await axe(page), []);
        await shot(page, `lost-${name}`);
      }, { allow: /./ });
    }));
}

test('without its script a worker is reported lost', () => hosted('lost', async ({ url, folder }) => {
  rmSync(join(folder, readdirSync(folder).find((file) => file.startsWith('worker-'))));
  await onPage(browser, url, (page) => page.getByText('The worker stopped').waitFor(), { allow: /./ });
}));

test('without WebAssembly the page says what is missing', () => hosted('', async ({ url }) => {
  await onPage(browser, url, async (page) => {
    await page.getByRole('alert').getByText('needs WebAssembly').waitFor();
  }, { prepare: (page) => page.addInitScript(() => { delete globalThis.WebAssembly; }), allow: /preload/ });
}));
