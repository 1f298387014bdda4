// A worker that reads one manifest. Its message brings the file and how to read it; its answers are
// parts of what is in it, how many bytes were read, `{void}` where the parts so far do not count, and
// then the summary in `{done}`; or the reason why there is none: `{failed}`, without a text where the
// program could not be loaded. The program, GLUE and MODULE, is filled in by tools/finish.mjs.

import load, { Incoming } from 'GLUE';

/** How often it is told how far reading is, at most [ms]. */
const OFTEN = 100;

addEventListener('message', async ({ data: { file, strict, earlier } }) => {
  let failed;
  try {
    await load({ module_or_path: new URL(MODULE, import.meta.url) });
    failed = 'the browser could not read it';
    const incoming = new Incoming(file.size);
    const pieces = file.stream().getReader();
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) incoming.push(piece.value);
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
