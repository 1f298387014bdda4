// The JavaScript surface in Node: it answers as the command line does, and refuses as it says.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sluice } from '../e2e/cli.mjs';
import {
  check, explain, importManifest, initSync, judge, judgeTable, plan, simulate, version,
} from '../../pkg/sluice.js';
import { camel } from './camel.mjs';
import { mismatches } from './types.mjs';

const top = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const text = (path) => readFileSync(top(path), 'utf8');
const bytes = (path) => new Uint8Array(readFileSync(top(path)));
const utf8 = (string) => new TextEncoder().encode(string);

initSync({ module: bytes('pkg/sluice_bg.wasm') });

const SAMPLE = 'www/examples/sample-for-review.json';
const WORKFLOWS = JSON.parse(text('www/examples/index.json')).map(({ file }) => `www/examples/${file}`);
const MANIFESTS = [
  'encord-seed-aws-mixed.json', 'encord-seed-csv-multiple-types.csv', 'encord-seed-mrap-1.json',
  'encord-sdk-0.1.211-datauploaditems-dump.json', 'labelbox-docs-audio.json',
].map((name) => `tests/fixtures/manifests/${name}`);

/** Holds a result against its declared type as well. */
function typed(value, type) {
  assert.deepEqual(mismatches(value, type), []);
  return value;
}

/** What a call throws, which must be a real error of this kind. */
function thrown(kind, call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof Error, `${error} is no Error`);
    assert.equal(error.kind, kind, error.message);
    assert.ok(error.message.length > 10);
    return typed(error, 'SluiceError');
  }
  return assert.fail(`no error of kind ${kind}`);
}

test('the version is the package\'s', () => {
  assert.equal(version(), JSON.parse(text('pkg/package.json')).version);
});

for (const file of MANIFESTS) {
  test(`importManifest reads ${file.split('/').pop()} as the command line does`, () => {
    const own = typed(importManifest(bytes(file), file, { list: true }), 'ImportReport');
    assert.deepEqual(own, camel(sluice(['import', file, '--list'])));
    const strict = importManifest(bytes(file), file, { strict: true });
    assert.deepEqual(strict, camel(sluice(['import', file, '--strict'])));
  });
}

test('a manifest that is refused is a report', () => {
  const report = typed(importManifest(utf8('{"videos": [')), 'ImportReport');
  assert.equal(report.outcome, 'rejected');
  assert.ok(report.diagnostics.some(({ severity, line }) => severity === 'error' && line === 1));
  assert.equal(importManifest(new Uint8Array()).outcome, 'rejected');
});

for (const file of WORKFLOWS) {
  test(`check and simulate say of ${file.split('/').pop()} what the command line says`, () => {
    assert.deepEqual(typed(check(text(file)), 'CheckReport'), camel(sluice(['check', file])));
    for (const [seed, runs, tasks] of [[1, 1, 100], [7, 25, 300], [Number.MAX_SAFE_INTEGER, 1, 5000]]) {
      const own = typed(simulate(text(file), { seed, runs, tasks }), 'RunReport');
      const { warnings, manifests, ...rest } = own;
      const args = ['run', file, '--seed', `${seed}`, '--runs', `${runs}`, '--tasks', `${tasks}`];
      const { warnings: expected, ...native } = camel(sluice(args));
      assert.deepEqual(rest, native);
      assert.deepEqual(warnings, expected);
      assert.deepEqual(manifests, []);
    }
  });
}

test('simulate takes manifests, one or several for a stage', () => {
  const file = 'www/examples/benchmark-qa.json';
  const benchmark = 'www/examples/benchmark-qa.benchmark.json';
  const production = 'www/examples/benchmark-qa.production.csv';
  const fed = (path) => ({ bytes: bytes(path), name: path });
  const own = typed(simulate(text(file), {
    seed: 3, manifests: { benchmark: fed(benchmark), production: [fed(production), fed(production)] },
  }), 'RunReport');
  const { manifests, ...rest } = own;
  assert.deepEqual(rest, camel(sluice([
    'run', file, '--seed', '3', '--manifest', `benchmark=${benchmark}`,
    '--manifest', `production=${production}`, '--manifest', `production=${production}`,
  ])));
  assert.deepEqual(manifests.map(({ dataset }) => dataset), ['benchmark', 'production', 'production']);
  assert.equal(manifests.reduce((sum, { tasks }) => sum + tasks, 0), own.tasks);
  const [{ dataset, ...report }] = manifests;
  assert.deepEqual(report, importManifest(bytes(benchmark), benchmark));
});

test('simulate puts all tasks of a manifest in a batch', () => {
  const file = 'www/examples/logic-rules.json';
  const path = 'www/examples/benchmark-qa.production.csv';
  const manifests = (batch) => ({ data: { bytes: bytes(path), name: path, batch } });
  const own = (batch) => simulate(text(file), { seed: 3, manifests: manifests(batch) });
  const { manifests: told, ...rest } = typed(own('night-shift'), 'RunReport');
  const args = ['run', file, '--seed', '3', '--manifest', path];
  assert.deepEqual(rest, camel(sluice([...args, '--batch', 'night-shift'])));
  assert.notDeepEqual(rest.stages, camel(sluice(args)).stages);
  assert.equal(told.length, 1);
  assert.throws(() => own(' '), /batch must be a name, not empty/);
});

test('simulate starts each task at the Dataset stage that its metadata names', () => {
  const file = 'www/examples/benchmark-qa.json';
  const path = 'tests/fixtures/datasets-by-key.json';
  const manifests = (datasetKey) => ({ production: { bytes: bytes(path), name: path, datasetKey } });
  const own = (key) => simulate(text(file), { seed: 3, manifests: manifests(key) });
  const { manifests: told, ...rest } = typed(own('role'), 'RunReport');
  const args = ['run', file, '--seed', '3', '--manifest', `production=${path}`];
  assert.deepEqual(rest, camel(sluice([...args, '--dataset-key', 'role'])));
  const arrived = (report, id) => report.stages.find((stage) => stage.id === id).arrived;
  assert.deepEqual(['benchmark', 'production'].map((id) => arrived(rest, id)), [3, 5]);
  assert.equal(told[0].dataset, 'production');
  assert.throws(() => own(' '), /datasetKey must be a name, not empty/);
});

test('simulate tells of what was left out and of keys it does not know', () => {
  const workflow = text(SAMPLE).replace('"sluice": 1,', '"sluice": 1, "colour": "red",');
  const manifest = utf8('{"videos": [{"objectUrl": "https://h/a.mp4"}, {"objectUrl": ""}]}');
  const report = typed(simulate(workflow, { manifests: { data: { bytes: manifest } } }), 'RunReport');
  assert.equal(report.tasks, 1);
  assert.equal(report.manifests[0].outcome, 'partial');
  assert.equal(report.warnings.at(-1).code, 'unknown-key');
  assert.equal(report.warnings.at(-1).line, 2);
});

test('without a seed it is 1, and what is undefined is not given', () => {
  const report = simulate(text(SAMPLE));
  assert.equal(report.seed, 1);
  assert.deepEqual(simulate(text(SAMPLE), { seed: undefined, runs: 1 }), report);
  assert.notDeepEqual(simulate(text(SAMPLE), { seed: 0 }).stages, report.stages);
});

test('explain explains as the command line does', () => {
  for (const file of [...WORKFLOWS, 'tests/fixtures/workflows/every-kind.json']) {
    for (const task of [1, 7, 20]) {
      const own = typed(explain(text(file), task, { seed: 5 }), 'TaskExplanation');
      assert.deepEqual(own, camel(sluice(['run', file, '--seed', '5', '--explain', String(task)])), file);
    }
  }
  const refused = thrown('bad-argument', () => explain(text(SAMPLE), 101));
  assert.match(refused.message, /1 to 100/);
});

test('simulate keeps where each task comes to rest', () => {
  for (const file of [...WORKFLOWS, 'tests/fixtures/workflows/every-kind.json']) {
    const report = simulate(text(file), { seed: 5, ends: true });
    assert.equal(report.ends.length, report.tasks);
    for (const { stage, count } of report.ended) {
      const position = report.stages.findIndex(({ id }) => id === stage);
      assert.equal(report.ends.filter((end) => end === position).length, count, `${file} ${stage}`);
    }
    delete report.ends;
    assert.deepEqual(report, simulate(text(file), { seed: 5 }));
  }
  thrown('bad-option', () => simulate(text(SAMPLE), { runs: 2, ends: true }));
});

test('judge judges as the command line does', () => {
  for (const [intended, observed] of [[[20, 80], [17, 83]], [[12.5, 37.5, 50], [9, 40, 51]], [[0, 100], [1, 99]]]) {
    const own = typed(judge(intended, observed), 'JudgeReport');
    assert.deepEqual(own, camel(sluice(['judge', '--intended', `${intended}`, '--observed', `${observed}`])));
  }
});

test('judgeTable judges as the command line does', () => {
  const table = 'QA;Review;20;17\n;Pass;80;83\nSpot;A;50;6\n;B;50;4\n';
  const file = join(mkdtempSync(join(tmpdir(), 'sluice-')), 'table.csv');
  writeFileSync(file, table);
  assert.deepEqual(typed(judgeTable(table), 'TableReport'), camel(sluice(['judge', '--table', file])));
  assert.match(thrown('bad-table', () => judgeTable('QA,20,80,17,x')).message, /^Line 1, cell 5: /);
  thrown('bad-argument', () => judgeTable(5));
});

test('plan answers as the command line does', () => {
  for (const [question, type, options, args] of [
    ['split', 'SplitPlan', { intended: [20, 80], within: 2, confidence: 99 }, '--intended 20,80 --within 2 --confidence 99'],
    ['range', 'ExpectedCounts', { intended: [20, 80], tasks: 100 }, '--intended 20,80 --tasks 100'],
    ['range', 'ExpectedCounts', { intended: [20, 80], tasks: 0 }, '--intended 20,80 --tasks 0'],
    ['empty', 'EmptyPlan', { intended: [1, 0, 99], tasks: 100 }, '--intended 1,0,99 --tasks 100'],
    ['benchmark', 'BenchmarkPlan', { good: 95, bad: 85, beta: 10 }, '--good 95 --bad 85 --beta 10'],
    ['benchmark', 'BenchmarkPlan', { good: 95, bad: 85, tasks: 30 }, '--good 95 --bad 85 --tasks 30'],
    ['watch', 'RunningPlan', { intended: [20, 80], tasks: 1000, at: [7, 70] }, '--intended 20,80 --tasks 1000 --at 7,70'],
    ['watch', 'RunningPlan', { intended: [20, 80], tasks: 1000 }, '--intended 20,80 --tasks 1000'],
  ]) {
    const own = typed(plan(question, options), type);
    assert.deepEqual(own, camel(sluice(['plan', question, ...args.split(' ')])));
  }
  thrown('bad-argument', () => plan('splits', {}));
  thrown('bad-argument', () => plan('range', 5));
  thrown('bad-option', () => plan('range', { intended: [20, 80] }));
  thrown('bad-option', () => plan('range', { intended: [20, 80], tasks: 1.5 }));
  thrown('bad-option', () => plan('range', { intended: [20, 80], tasks: 1, within: 2 }));
  assert.match(thrown('bad-plan', () => plan('split', { intended: [20, 70], within: 2 })).message, /90 %/);
});

test('a text that is no workflow has a line and a column', () => {
  const broken = text(SAMPLE).replace('"share": 20', '"share": "a fifth"');
  const error = thrown('workflow-file', () => simulate(broken));
  assert.deepEqual([error.line, error.column], [14, error.problems[0].column]);
  assert.equal(error.problems[0].pointer, '/stages/2/outputs/0/share');
  assert.deepEqual(error.problems, check(broken).problems);
  assert.equal(check(broken).runnable, false);
  assert.equal(thrown('workflow-file', () => simulate('{')).line, 1);
});

test('a workflow that cannot run has its problems', () => {
  const leaky = text(SAMPLE).replace('"share": 20', '"share": 30');
  const error = thrown('workflow-problems', () => simulate(leaky));
  assert.equal(error.problems[0].code, 'shares-not-100');
  assert.equal(error.problems[0].stage, 'qa');
  assert.equal(error.line, undefined);
  assert.deepEqual(error.problems, check(leaky).problems);
});

test('simulate cannot go on without a manifest that is refused', () => {
  const manifests = { data: { bytes: utf8('{"videos":\n ['), name: 'cut.json' } };
  const error = thrown('manifest-refused', () => simulate(text(SAMPLE), { manifests }));
  assert.equal(error.line, 2);
  assert.match(error.message, /cut\.json for data was refused/);
  assert.ok(error.problems.length > 0);
});

test('shares and counts that cannot be judged', () => {
  for (const [intended, observed] of [[[20, 70], [1, 2]], [[20, 80], [1]], [[], []]]) {
    thrown('bad-split', () => judge(intended, observed));
  }
  assert.match(thrown('bad-split', () => judge([20, 70], [1, 2])).message, /90 %/);
});

test('an argument of the wrong type', () => {
  for (const wrong of [5, null, undefined, {}, [], new String('{}'), Symbol('x'), 10n, () => {}]) {
    thrown('bad-argument', () => check(wrong));
    thrown('bad-argument', () => simulate(wrong));
    thrown('bad-argument', () => importManifest(wrong));
    if (!Array.isArray(wrong)) thrown('bad-argument', () => judge(wrong, [1]));
  }
  thrown('bad-argument', () => importManifest('text'));
  thrown('bad-argument', () => importManifest(new ArrayBuffer(4)));
  thrown('bad-argument', () => importManifest(utf8('{}'), 5));
  for (const options of [5, 'seed', [], true]) {
    thrown('bad-argument', () => simulate(text(SAMPLE), options));
    thrown('bad-argument', () => importManifest(utf8('{}'), '', options));
  }
});

test('numbers that are no counts or no shares', () => {
  for (const wrong of [-1, 1.5, NaN, Infinity, 2 ** 53, '1', null, undefined, 1n, [1]]) {
    thrown('bad-argument', () => judge([20, 80], [1, wrong]));
  }
  for (const wrong of [-1, 101, NaN, 33.33333, '20', null, 20n]) {
    thrown('bad-argument', () => judge([wrong, 80], [1, 2]));
  }
  assert.match(thrown('bad-argument', () => judge([20, 80], [1, -2])).message, /^observed\[1\] .* not -2\.$/);
  thrown('bad-argument', () => judge([50, 50], [, 3]));
});

test('options that are not what the call takes', () => {
  const cases = {
    seed: [NaN, -1, 0.5, 2 ** 53, '7', null, 7n, true],
    runs: [0, 1_000_001, 1.5, '3'],
    tasks: [-1, 1_000_000_001, Infinity],
    manifests: [
      5, [], { nowhere: { bytes: utf8('{}') } }, { data: 5 }, { data: {} }, { data: [5] }, { data: { bytes: 'x' } },
      { data: { bytes: utf8('{}'), name: 5 } }, { data: { bytes: utf8('{}'), type: 'json' } },
    ],
    sed: [7],
  };
  for (const [name, values] of Object.entries(cases)) {
    for (const value of values) thrown('bad-option', () => simulate(text(SAMPLE), { [name]: value }));
  }
  const broken = { get seed() { throw new Error('not now'); } };
  thrown('bad-argument', () => simulate(text(SAMPLE), broken));
  thrown('bad-option', () => importManifest(utf8('{}'), '', { strict: 1 }));
  thrown('bad-option', () => importManifest(utf8('{}'), '', { lists: true }));
});

test('half of a surrogate pair is not let through as something else', () => {
  thrown('not-utf8', () => check('{"sluice": 1, "name": "\ud83d"}'));
  assert.equal(check(text(SAMPLE).replace('Sample for review', '\ufffd\u{1f600}')).workflow, '\ufffd\u{1f600}');
});

test('a refusal leaves the module as it was', () => {
  const before = simulate(text(SAMPLE), { seed: 5 });
  for (let i = 0; i < 1000; i += 1) thrown('bad-option', () => simulate(text(SAMPLE), { seed: -i - 1 }));
  assert.deepEqual(simulate(text(SAMPLE), { seed: 5 }), before);
});
