// Whether the page and the command line say the same of a run.

import assert from 'node:assert/strict';
import { card, places, splits } from './lab.mjs';
import { cells, count, deliveredOf, edgeNumbers, heads, outlineOf, pValue, placesOf, splitting } from './report.mjs';

const VERDICTS = {
  ordinary: 'Ordinary', unusual: 'Unusual', suspicious: 'Suspicious', not_enough_tasks: 'Not enough tasks', leak: 'Leak',
};

/** Fails unless the result and the graph on the page show every number of the report. */
export async function shows(page, report) {
  const tasks = count(report.tasks);
  const runs = `${count(report.runs)}\u00a0${report.runs === 1 ? 'run' : 'runs'}`;
  await page.getByText(`${tasks}\u00a0tasks per run · ${runs} · seed ${report.seed}`, { exact: true }).waitFor();
  await page.getByText(`All ${tasks}\u00a0tasks are accounted for.`, { exact: true }).waitFor();
  await showsSplits(page, report);
  assert.deepEqual(await places(page), { rows: placesOf(report), all: tasks });
  await showsDelivered(page, report);
  await showsGraph(page, report);
}

async function showsDelivered(page, report) {
  const shown = await page.getByText(/ at Complete .* wrong/).allTextContents();
  const line = deliveredOf(report);
  assert.deepEqual(shown, line ? [line] : []);
  for (const { message } of report.notes) {
    await page.getByRole('list', { name: 'Notes' }).getByText(message, { exact: true }).waitFor();
  }
}

async function showsSplits(page, report) {
  const shown = await splits(page);
  const stages = splitting(report);
  assert.ok(stages.length > 0);
  assert.deepEqual(shown.map(({ stage }) => stage), stages.map(({ name }) => name));
  for (const [i, stage] of stages.entries()) {
    const columns = heads(stage, report.runs);
    assert.deepEqual(shown[i].heads, columns, stage.name);
    if (stage.arrived === 0) {
      assert.match(shown[i].words, /Nothing arrived here|No task arrived/);
      continue;
    }
    const expected = stage.outputs.map((output) => {
      const all = cells(output);
      return { name: output.name, cells: Object.fromEntries(columns.map((head) => [head, all[head]])) };
    });
    assert.deepEqual(shown[i].outputs, expected, stage.name);
    if (stage.split) {
      assert.ok(shown[i].words.includes(VERDICTS[stage.split.verdict]), shown[i].words);
      assert.ok(shown[i].words.includes(`p = ${pValue(stage.split.p_value)}`), shown[i].words);
    }
  }
}

async function showsGraph(page, report) {
  for (const stage of outlineOf(report)) {
    const name = await card(page, stage.stage).locator('title').textContent();
    assert.match(name, new RegExp(`, ${stage.arrived} arrived(, \\d+\\sproblems?)?$`));
    const item = page.getByRole('list', { name: 'Stages and outputs' }).locator(':scope > li')
      .filter({ hasText: new RegExp(`^\\s*${stage.stage.replace('?', '\\?')} \\(`) });
    assert.deepEqual(await item.getByRole('listitem').allTextContents(), stage.outputs);
  }
  const drawing = page.getByRole('group', { name: 'Stages', exact: true });
  const words = await drawing.locator('text').allTextContents();
  const intended = report.stages.flatMap(({ outputs }) => outputs).filter(({ effective, share }) => effective !== null && share !== null);
  for (const output of intended) {
    const label = edgeNumbers(output);
    assert.ok(words.includes(label), `${output.name}: ${label} is not among ${words.join(' | ')}`);
    await drawing.getByText(label, { exact: true }).first().waitFor();
  }
}
