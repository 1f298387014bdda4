// A browser whose pages fail the test when anything goes wrong in them, with the means to look at
// what they show.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const SHOTS = fileURLToPath(new URL('../../test-output/screenshots', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = [
  'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice',
];

/** How long to wait for what should be there at once, or after a run of a few tasks [ms]. */
const PATIENCE = 10_000;

/** Starts the browser: Debian's Chromium, or the one `SLUICE_BROWSER` names. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.SLUICE_BROWSER || '/usr/bin/chromium',
    headless: true,
    args: [
      '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
      // Chromium refuses to be root inside its sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

/**
 * Runs `look` on a fresh page at `url`, in a context of its own, and then fails if the page wrote
 * an error or a warning to the console, threw, broke its Content-Security-Policy, or asked for a
 * file that was not there.
 * @param {{allow?: RegExp, context?: object, prepare?: (page) => Promise<void>}} [options] `allow`:
 *   complaints the test means to cause; `context`: Playwright's options for the context (theme,
 *   size, …); `prepare`: what to do before the page is opened.
 */
export async function onPage(browser, url, look, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options.context,
  });
  try {
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    const complaints = listen(page);
    await options.prepare?.(page);
    await page.goto(url);
    const result = await look(page);
    const unexpected = complaints.filter((text) => !options.allow?.test(text));
    assert.deepEqual(unexpected, [], 'the page complained');
    return result;
  } finally {
    await context.close();
  }
}

/** What the page complains of, as it comes in. A breach of the policy is an error in the console. */
function listen(page) {
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error}`));
  page.on('requestfailed', (request) => {
    complaints.push(`request failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  return complaints;
}

/** Waits until what changes its look has its new look. */
export const still = (page) =>
  page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));

/**
 * Breaches of the accessibility rules on the page as it stands, one line for each; with `within`,
 * a selector, in that part alone.
 */
export async function axe(page, within = 'html') {
  await still(page);
  // Not a script tag: the page's policy refuses it.
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(AXE);
  const violations = await page.evaluate(
    async ([part, tags]) => (await globalThis.axe.run(part, {
      runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'],
    })).violations,
    [within, AXE_TAGS],
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`));
}

/** Writes what the page shows to test-output/screenshots/NAME.png. */
export async function shot(page, name, options = {}) {
  mkdirSync(SHOTS, { recursive: true });
  await still(page);
  await page.screenshot({ path: join(SHOTS, `${name}.png`), ...options });
}
