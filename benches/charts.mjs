// What a chart takes of a frame with 10 000 values behind it: the main thread's time [ms] to lay it out
// and draw it anew for another width, in the built page in Chromium. See CONTRIBUTING.md.

import { launch } from '../tests/e2e/browser.mjs';
import { serve } from '../tests/e2e/server.mjs';
import { median } from './measure.mjs';
import { number, table } from './table.mjs';

const POINTS = Number(process.env.BENCH_POINTS || 10_000);
/** How often each chart is drawn anew: an odd number, as the median counts. */
const DRAWS = 15;
/** A chart may take so much of a frame [ms]. */
const MOST = 8;
const PATIENCE = 600_000;

const file = (name, mimeType, content) => ({ name, mimeType, buffer: Buffer.from(content) });

/** A chain of samples of 100 outputs each: the graph of the Lab, drawn first, takes seconds for many more. */
function manySplits() {
  const stages = 20;
  const outputs = (i) => Array.from({ length: 100 }, (_, k) => (
    { name: `Output ${k}`, share: 1, to: i + 1 < stages ? `s${i + 1}` : 'done' }
  ));
  const sample = (_, i) => ({ id: `s${i}`, kind: 'sampling', name: `Sample ${i}`, outputs: outputs(i) });
  return workflow('Many splits', 1_000, 's0', Array.from({ length: stages }, sample));
}

/** One sample; its tasks come from a manifest. */
function manyTasks() {
  const sampling = {
    id: 's0', kind: 'sampling', name: 'Sample',
    outputs: [{ name: 'Review', share: 20, to: 'done' }, { name: 'Skip', share: 80, to: 'done' }],
  };
  return { ...workflow('Many tasks', 100, 's0', [sampling]), batches: { key: 'batch' } };
}

/** POINTS batches of 1 to 39 tasks, so that few of them are at the same place of the funnel. */
const BATCHES = Array.from({ length: POINTS }, (_, batch) => 1 + batch % 39);
const TASKS = BATCHES.reduce((sum, tasks) => sum + tasks);

const manyBatches = () => JSON.stringify({
  images: BATCHES.flatMap((tasks, batch) => Array.from({ length: tasks }, (_, i) => (
    { objectUrl: `https://h.example/${batch}-${i}.jpg`, clientMetadata: { batch: `Batch ${batch}` } }
  ))),
});

function workflow(name, tasks, next, stages) {
  const data = { id: 'data', kind: 'dataset', name: 'Start', tasks, next };
  return { sluice: 1, name, stages: [data, ...stages, { id: 'done', kind: 'complete', name: 'Complete' }] };
}

const host = await serve('');
const browser = await launch();
const lines = [];
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', (error) => { throw error; });
  const devtools = await page.context().newCDPSession(page);
  // What the thread used, not how long others kept it from running.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(host.url);

  await part('#/plan');
  await page.getByRole('textbox', { name: 'Good: right in' }).fill('60');
  await page.getByRole('textbox', { name: 'Bad: right in' }).fill('58.8');
  await page.getByText(/^\d\d.\d{3} tasks with/).first().waitFor();
  await measure('plan');

  await open(manyTasks());
  await choose('Load manifest', file('many.json', 'application/json', manyBatches()));
  await page.getByText('many.json').first().waitFor();
  await page.getByText(new RegExp(`${grouped(TASKS)} tasks`)).first().waitFor();
  await run();
  await part('#/results/over-tasks');
  await measure('over tasks');
  await part('#/results/across');
  await page.getByRole('combobox', { name: 'Compare' }).selectOption({ label: 'Batches' });
  await measure('across');
  await part('#/results/distribution');
  for (let runs = 0; runs < POINTS; runs += 1_000) {
    await page.getByRole('button', { name: /^\+1.000 runs$/ }).click();
  }
  await page.locator('.results__sentence').filter({ hasText: new RegExp(`^${grouped(POINTS + 1)} runs came to`) }).waitFor();
  await measure('distribution');

  // Once somebody has typed into a field, any change of layout costs Chromium some 18 ms more in a page of
  // this workflow's 90 000 elements, the hidden Lab's among them, whatever is laid out. It is in none of
  // script, style and layout; its walk over form fields is our guess. That is no chart's, so these are
  // measured in a page where nobody has typed.
  await page.reload();
  await open(manySplits());
  await part('#/results/splits');
  await measure('splits');
  await part('#/results/flow');
  await measure('flow');

  async function open(made) {
    await part('#/');
    await choose('Open workflow', file('bench.json', 'application/json', JSON.stringify(made)));
    await page.getByText('bench.json is open.').waitFor();
    await run();
  }

  async function choose(name, chosen) {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'), page.getByRole('button', { name, exact: true }).click(),
    ]);
    await chooser.setFiles([chosen]);
  }

  async function run() {
    const button = (name, options) => page.getByRole('button', { name, exact: true, ...options });
    await button('Run', { disabled: false }).click();
    await button('Cancel', { disabled: true }).waitFor();
    await page.getByRole('list', { name: 'Stages and outputs', exact: true }).waitFor();
  }

  async function part(hash) {
    await page.evaluate((to) => { location.hash = to; }, hash);
  }

  /** All charts of the part that is shown. */
  async function measure(what) {
    const plot = page.locator('#desk figure.chart svg').first();
    await plot.waitFor();
    for (const figure of await page.locator('#desk figure.chart:visible').all()) {
      const title = await figure.locator('.chart__title').textContent();
      const slider = figure.getByRole('slider');
      const points = await slider.count() ? await slider.getAttribute('aria-valuemax') : '–';
      const shapes = await figure.evaluate((at) => at.querySelectorAll('.chart__plot svg *').length);
      const width = (await figure.boundingBox()).width;
      // A locator is looked up in the page at every call, past every element of the Lab behind it: in a
      // workflow of 2 000 outputs that alone took 30 ms, now more, now less.
      const at = await figure.elementHandle();
      const waits = [];
      for (let i = 0; i < DRAWS; i += 1) waits.push(await cost(() => at.evaluate(redraw, `${width}px`)));
      const idle = median(waits);
      const drawn = [];
      for (let i = 0; i < DRAWS; i += 1) {
        const to = `${width - 1 - (i % 2)}px`;
        drawn.push(await cost(() => at.evaluate(redraw, to)) - idle);
      }
      const middle = median(drawn);
      lines.push([`${what}: ${title}`, points, String(shapes), number(middle), number(Math.max(...drawn)), middle > MOST ? 'over' : '']);
    }
  }

  /** Gives a chart another width, and waits until it is drawn for it. */
  function redraw(figure, width) {
    figure.style.width = width;
    return new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
  }

  /** How long the main thread was busy with something [ms]. */
  async function cost(act) {
    const before = await busy();
    await act();
    return (await busy() - before) * 1_000;
  }

  async function busy() {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value;
  }
} finally {
  await browser.close();
  await host.close();
}
console.log(table([['', 'values', 'shapes', 'median ms', 'most ms', `over ${MOST} ms`], ...lines]));

function grouped(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}
