// How fast manifests are read in a browser: the page's own reader, in a worker of its own as in the
// page, beside JSON.parse (or a split of lines) and a plain loop, in the same browser. See CONTRIBUTING.md.

import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { launch } from '../tests/e2e/browser.mjs';
import { median } from './measure.mjs';
import { megabytes, number, table } from './table.mjs';

const ITEMS = Number(process.env.BENCH_ITEMS || 1_000_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS || 5);
/** A new page is at rest after so long [ms]. */
const SETTLE = 3_000;
/** A file may take so many times its size in memory. */
const MOST_MEMORY = 3;

const TOP = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = `${TOP}target/bench`;
const READER = readdirSync(`${TOP}dist/reader`).find((name) => name.endsWith('.js'));

const address = (i) => `https://storage.example.com/bucket/2026/run-${i % 97}/frame-${String(i).padStart(7, '0')}.jpg`;
const FORMATS = {
  json: {
    head: '{"images": [\n',
    item: (i) => `{"objectUrl": "${address(i)}", "clientMetadata": {"n": ${i % 10}}}`,
    between: ',\n',
    tail: '\n]}\n',
  },
  csv: {
    head: 'ObjectURL,Image title\n',
    item: (i) => `${address(i)},Frame ${i} of the ${i % 97}th run`,
    between: '\n',
    tail: '\n',
  },
};

const lines = [];
let failed = false;
for (const format of Object.keys(FORMATS)) {
  const path = await file(format);
  const size = statSync(path).size;
  const { first, reader, plain, held, tasks } = await measured(format, path);
  if (tasks !== ITEMS) throw new Error(`${format}: ${tasks} tasks were read, not ${ITEMS}`);
  const ratio = held === null ? null : held / size;
  failed ||= ratio !== null && ratio > MOST_MEMORY;
  lines.push([
    `${ITEMS.toLocaleString('en')} items, ${format}`, megabytes(size), number(size / 1e6 / first), number(size / 1e6 / reader),
    number(size / 1e6 / plain), number(plain / reader), ratio === null ? '–' : number(ratio),
  ]);
}
const head = ['', 'MB', 'first MB/s', 'reader MB/s', 'plain MB/s', '× plain', 'memory ÷ file'];
console.log(`\n${ROUNDS} rounds in one browser, medians. Plain: JSON.parse or a split of lines, and a loop that makes objects.\n`);
console.log(table([head, ...lines]));
console.log('\nMemory: the most that was resident in the page\'s process during the first reading, less that before it.\nFirst: the module is not compiled yet.');
if (failed) {
  console.error(`bench: FAILED: reading takes more than ${MOST_MEMORY} times the file in memory`);
  process.exitCode = 1;
}

async function file(format) {
  const path = `${FOLDER}/manifest-${ITEMS}.${format}`;
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  const { head: first, item, between, tail } = FORMATS[format];
  const stream = createWriteStream(path);
  stream.write(first);
  for (let i = 0; i < ITEMS; i += 1) {
    if (!stream.write(item(i) + (i + 1 < ITEMS ? between : tail))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return path;
}

async function measured(format, path) {
  const server = serve();
  await once(server, 'listening');
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.setInputFiles('input', path);
    await page.evaluate(prepare, { format, reader: `/reader/${READER}` });
    const ids = await pages(browser);
    const before = await atRest(ids);
    const first = await page.evaluate('read()');
    const held = ids.length > 0 ? Math.max(...ids.map((id, i) => memory(id, 'VmHWM') - before[i])) : null;
    const times = { reader: [], plain: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.reader.push((await page.evaluate('read()')).seconds);
      times.plain.push(await page.evaluate('plain()'));
    }
    return { first: first.seconds, reader: median(times.reader), plain: median(times.plain), held, tasks: first.tasks };
  } finally {
    await browser.close();
    server.close();
  }
}

/** A page to choose the file in, and the reader. */
function serve() {
  const types = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
  return createServer(({ url }, response) => {
    const type = types[/\.\w+$/.exec(url)?.[0]] ?? (url === '/' ? 'text/html' : 'application/octet-stream');
    response.setHeader('Content-Type', type);
    if (url === '/') response.end('<!doctype html><input type="file">');
    else createReadStream(`${TOP}dist${url}`).on('error', () => response.destroy()).pipe(response);
  }).listen(0, '127.0.0.1');
}

/** The processes of this browser's pages; none where the system does not say what they take. */
async function pages(browser) {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  return processInfo.filter(({ type, id }) => type === 'renderer' && existsSync(`/proc/${id}/status`)).map(({ id }) => id);
}

/** The memory that a process takes, `VmRSS`, or took at most, `VmHWM` [bytes]. */
function memory(id, field) {
  const status = readFileSync(`/proc/${id}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)[1]) * 1024;
}

/** What the pages take once they have come to rest: a new one takes hundreds of megabytes for a second. */
async function atRest(ids) {
  await new Promise((resolve) => { setTimeout(resolve, SETTLE); });
  // From now on the most counts anew.
  for (const id of ids) writeFileSync(`/proc/${id}/clear_refs`, '5');
  return ids.map((id) => memory(id, 'VmRSS'));
}

/** Runs in the page: gets the file, and leaves two functions there. */
async function prepare({ format, reader }) {
  const [named] = document.querySelector('input').files;
  const unread = (part) => new TextDecoder().decode(part);

  globalThis.read = () => new Promise((resolve, reject) => {
    const start = performance.now();
    const worker = new Worker(reader, { type: 'module' });
    worker.onerror = ({ message }) => reject(new Error(message));
    // Kept, as the page's worker keeps them.
    const parts = [];
    worker.onmessage = ({ data: { part, done, failed } }) => {
      if (failed) return reject(new Error(failed));
      if (!done) {
        // A list begins with its length.
        if (part) tasks += new DataView(part.buffer, part.byteOffset).getUint32(0, true);
        if (part) parts.push(part);
        return undefined;
      }
      worker.terminate();
      return resolve({ seconds: (performance.now() - start) / 1000, tasks });
    };
    let tasks = 0;
    worker.postMessage({ file: named, strict: false, earlier: new Uint8Array() });
  });

  globalThis.plain = async () => {
    const start = performance.now();
    const text = unread(await named.arrayBuffer());
    const units = [];
    if (format === 'json') {
      for (const item of JSON.parse(text).images) {
        units.push({ type: 'image', title: new URL(item.objectUrl).pathname, urls: [item.objectUrl], metadata: item.clientMetadata });
      }
    } else {
      for (const line of text.split('\n').slice(1)) {
        const comma = line.indexOf(',');
        if (comma > 0) units.push({ type: 'image', title: line.slice(comma + 1), urls: [line.slice(0, comma)] });
      }
    }
    globalThis.kept = units.length;
    return (performance.now() - start) / 1000;
  };
}
