// This engine in a browser: a fresh browser process, an empty page, the same module as in Node.

import { fileURLToPath } from 'node:url';
import { launch } from '../tests/e2e/browser.mjs';
import { TEXT } from './job.mjs';

// No such host is ever asked: every request is answered from the checkout.
const ORIGIN = 'http://bench.invalid';
const TOP = new URL('..', import.meta.url);

/** Measures one row. Memory is the module's own, not that of the browser around it. */
export async function chromium(plan) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, answer);
    await page.goto(`${ORIGIN}/`);
    return await page.evaluate(inPage, { text: TEXT, plan });
  } finally {
    await browser.close();
  }
}

function answer(route) {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
  return route.fulfill({ path: fileURLToPath(new URL(pathname.slice(1), TOP)) });
}

/** Runs in the page. */
async function inPage({ text, plan }) {
  const [{ default: init }, { run, counts, recount }, { measure }] = await Promise.all([
    import('/pkg/sluice.js'), import('/benches/rows/engine.mjs'), import('/benches/measure.mjs'),
  ]);
  const { memory } = await init();
  const call = (tasks, seed) => run(tasks, seed, text);
  const { result, ...measured } = measure(call, plan, () => memory.buffer.byteLength);
  return { ...measured, counts: counts(result), recount: recount(result) };
}
