// A worker that reads one manifest. Its message brings the file and how to read it; its answers are
// parts of what is in it, how many bytes were read, `{void}` where the parts so far do not count, and
// then the summary in `{done}`; or the reason why there is none: `{failed}`, without a text where the
// program could not be loaded. The program, GLUE and MODULE, is filled in by tools/finish.mjs.

import load, { Incoming } from 'GLUE';

/** How often it is told how far reading is, at most [ms]. */
const OFTEN = 100;

/** So much of a file is handed over at a time, at most [bytes]. */
const PIECE = 1 << 20;

/**
 * Hands a file over in pieces. Where the browser can, one buffer serves for all: pieces of their own would
 * be in memory beside the file until they are collected.
 */
async function pour(file, incoming) {
  const stream = file.stream();
  let pieces;
  try {
    pieces = stream.getReader({ mode: 'byob' });
  } catch {
    pieces = stream.getReader();
  }
  let buffer = new ArrayBuffer(PIECE);
  for (;;) {
    const { value, done } = await pieces.read(new Uint8Array(buffer));
    if (done) return;
    incoming.push(value);
    ({ buffer } = value);
  }
}

addEventListener('message', async ({ data: { file, strict, earlier } }) => {
  let failed;
  try {
    await load({ module_or_path: new URL(MODULE, import.meta.url) });
    failed = 'the browser could not read it';
    const incoming = new Incoming(file.size);
    await pour(file, incoming);
    failed = 'reading it failed';
    let last = 0;
    const done = incoming.read(file.name, strict, earlier, (said) => {
      if (typeof said !== 'number') postMessage(said ? { part: said } : { void: true }, said ? [said.buffer] : []);
      else if (performance.now() > last + OFTEN) {
        last = performance.now();
        postMessage({ bytes: said });
      }
    });
    postMessage({ done });
  } catch (error) {
    postMessage({ failed: failed && `${failed}: ${error.message ?? error}` });
  }
}, { once: true });
