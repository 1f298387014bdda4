// What each chart looks like in the browser: its shapes with their places, and the colours that the style
// sheets give them, against notes in tests/e2e/charts/. No pixel is compared and no text measured, so that
// the notes hold on a machine with other fonts. SLUICE_WRITE_CHARTS=1 writes them anew.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { button, choose, lab, openTemplate, run } from './lab.mjs';

const NOTES = fileURLToPath(new URL('charts', import.meta.url));
const WRITES = Boolean(process.env.SLUICE_WRITE_CHARTS);
/** The page and the chart in it are so wide [px]: scroll bars are not as wide everywhere. */
const WIDTHS = [[1440, 640], [360, 300]];

const open = lab();

const part = (page, hash) => page.evaluate((to) => { location.hash = to; }, hash);
const sentence = (page, words) => page.locator('.results__sentence').filter({ hasText: words }).waitFor();

/** How to come to each chart; the name of its note, and what its title has in it. */
const CHARTS = {
  splits: ['Splits beside', (page) => part(page, '#/results/splits')],
  'splits-that-scroll': ['Split of Many', manySplits],
  dots: ['in dots', runs],
  law: ['beside the exact law', runs],
  'run-by-run': ['in one run', runs],
  'over-tasks': ['the share settles', async (page) => {
    await part(page, '#/results/over-tasks');
    await page.getByText('The faint lines are the runs 2 to 21 of this seed').waitFor();
  }],
  across: ['', async (page) => {
    await openTemplate(page, 'Logic rules (Ango Hub)');
    await part(page, '#/results/across');
  }],
  flow: ['Tasks along a line', (page) => part(page, '#/results/flow')],
  compare: ['', async (page) => {
    await part(page, '#/results/compare');
    await button(page, 'Compare').click();
    await page.getByRole('figure').first().waitFor();
  }],
  'plan-within': ['How close an output', (page) => part(page, '#/plan')],
  'plan-range': ['What chance gives', (page) => part(page, '#/plan')],
  'plan-empty': ['some output gets none', (page) => part(page, '#/plan')],
  'plan-benchmark': ['a good and a bad annotator', (page) => part(page, '#/plan')],
  plausible: ['', async (page) => {
    await part(page, '#/plausible');
  }],
};

async function manySplits(page) {
  await choose(page, 'Open workflow', { name: 'many.json', mimeType: 'application/json', buffer: many() });
  await page.getByText('many.json is open.').waitFor();
  await run(page);
  await part(page, '#/results/splits');
}

async function runs(page) {
  await part(page, '#/results/distribution');
  await sentence(page, /^One run so far/);
  await page.getByRole('button', { name: /^\+1.000 runs$/ }).click();
  await sentence(page, /^1.001 runs /);
}

/** A split of so many outputs that its rows scroll. */
function many() {
  const outputs = Array.from({ length: 40 }, (_, i) => ({ name: `Output ${i + 1}`, share: 2.5, to: 'done' }));
  return Buffer.from(JSON.stringify({
    sluice: 1,
    name: 'Many',
    stages: [
      { id: 'data', kind: 'dataset', name: 'Start', tasks: 1_000, next: 'many' },
      { id: 'many', kind: 'sampling', name: 'Many', outputs },
      { id: 'done', kind: 'complete', name: 'Complete' },
    ],
  }));
}

/** A line for each shape: what it is, where it is and how large; and for each ink what it looks like. */
function look(figure) {
  const whole = (value) => Math.round(Number(value));
  const numbers = (shape, names) => names.map((name) => whole(shape.getAttribute(name))).join(' ');
  const corners = (d) => d.match(/-?[\d.]+ -?[\d.]+/g).map((at) => at.split(' ').map(Number));
  const box = (d) => {
    const all = corners(d);
    const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(whole).join(' ')
      + ` of ${all.length}`;
  };
  const places = {
    rect: (shape) => numbers(shape, ['x', 'y', 'width', 'height']),
    line: (shape) => numbers(shape, ['x1', 'y1', 'x2', 'y2']),
    circle: (shape) => `${numbers(shape, ['cx', 'cy'])} r ${shape.getAttribute('r')}`,
    path: (shape) => box(shape.getAttribute('d')),
    text: (shape) => `${numbers(shape, ['x', 'y'])} ${shape.getAttribute('text-anchor')} ${shape.textContent}`,
  };
  const shapes = [];
  const inks = new Set();
  for (const drawing of figure.querySelectorAll('svg.drawing')) {
    shapes.push(`drawing ${drawing.getAttribute('viewBox')}`);
    for (const shape of drawing.querySelectorAll('rect, line, circle, path, text')) {
      const ink = [...shape.classList].find((name) => name.startsWith('ink--')).slice(5);
      shapes.push(`${shape.tagName} ${ink} ${places[shape.tagName](shape)}`);
      const { fill, stroke, strokeWidth, strokeDasharray, fontSize, fontWeight } = getComputedStyle(shape);
      const kind = shape.classList.contains('drawing__fill') ? 'fill' : 'line';
      const line = stroke === 'none' ? '' : ` ${strokeWidth}${strokeDasharray === 'none' ? '' : ` ${strokeDasharray}`}`;
      const font = shape.tagName === 'text' ? ` ${fontSize} ${fontWeight}` : '';
      inks.add(`${ink} ${shape.tagName === 'text' ? 'text' : kind}: ${fill}, ${stroke}${line}${font}`);
    }
  }
  return { title: figure.querySelector('.chart__title').textContent, shapes, inks: [...inks] };
}

/** The chart at a width, once it is drawn for it. */
async function drawn(figure, width) {
  await figure.evaluate((at, to) => {
    // A scroll bar takes some of the width.
    const rows = at.querySelector('.chart__rows');
    at.style.width = `${to + rows.offsetWidth - rows.clientWidth}px`;
  }, width);
  await figure.locator(`svg.drawing[width="${width}"]`).first().waitFor();
  return figure.evaluate(look);
}

function noted(name, now) {
  const path = join(NOTES, `${name}.txt`);
  if (WRITES) {
    mkdirSync(NOTES, { recursive: true });
    writeFileSync(path, now);
  }
  assert.ok(existsSync(path), `there is no note ${path}: SLUICE_WRITE_CHARTS=1 writes one`);
  const [was, is] = [readFileSync(path, 'utf8'), now].map((text) => text.split('\n'));
  const at = is.findIndex((line, i) => line !== was[i]);
  assert.ok(at < 0 && is.length === was.length, `${name}.txt, line ${at + 1}: noted ${was[at]}, drawn ${is[at]}`);
}

const inks = { light: new Set(), dark: new Set() };

for (const [name, [title, go]] of Object.entries(CHARTS)) {
  test(`${name} is drawn as noted`, () => open(async (page) => {
    await go(page);
    const figure = page.locator('#desk').getByRole('figure', { name: new RegExp(title) }).first();
    await figure.waitFor();
    const lines = [];
    for (const [screen, width] of WIDTHS) {
      await page.setViewportSize({ width: screen, height: 900 });
      const looks = {};
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        looks[colorScheme] = await drawn(figure, width);
        looks[colorScheme].inks.forEach((ink) => inks[colorScheme].add(ink));
      }
      assert.deepEqual(looks.dark.shapes, looks.light.shapes, 'the dark theme has other shapes');
      lines.push(`# ${looks.light.title}`, ...looks.light.shapes, '');
    }
    noted(name, lines.join('\n'));
  }));
}

test('the rows of a long chart come into sight by keyboard, their axis stays', () => open(async (page) => {
  await manySplits(page);
  const figure = page.getByRole('figure', { name: 'Split of Many' });
  const row = (name) => figure.locator('svg.drawing text').filter({ hasText: new RegExp(`^${name}$`) });
  await row('Output 1').waitFor();
  assert.equal(await row('Output 40').count(), 0, 'what is out of sight is not drawn');
  await figure.getByRole('slider').press('End');
  await row('Output 40').waitFor();
  assert.equal(await row('Output 1').count(), 0);
  const box = await figure.locator('.chart__rows').boundingBox();
  const last = await row('Output 40').boundingBox();
  assert.ok(last.y > box.y && last.y + last.height < box.y + box.height, 'the last row is in sight');
  const axis = await figure.locator('svg.drawing').last().boundingBox();
  assert.ok(axis.y >= box.y + box.height - 1 && axis.y < box.y + box.height + 8, 'the axis is below the rows');
}));

test('inks look as noted in both themes', () => {
  const lines = Object.entries(inks).flatMap(([theme, all]) => [`# ${theme}`, ...[...all].sort(), '']);
  noted('inks', lines.join('\n'));
});
