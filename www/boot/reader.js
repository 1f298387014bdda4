// A worker that reads one manifest. Its message brings the file; its answers are the parts of the
// reading and then `{done}`, or the reason why there is none: `{failed}`, without a text where the
// program could not be loaded. The program, GLUE and MODULE, is filled in by tools/finish.mjs.

import load, { Incoming } from 'GLUE';

addEventListener('message', async ({ data: file }) => {
  let failed;
  try {
    await load({ module_or_path: new URL(MODULE, import.meta.url) });
    failed = 'the browser could not read it';
    const incoming = new Incoming(file.size);
    const pieces = file.stream().getReader();
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) incoming.push(piece.value);
    failed = 'reading it failed';
    const reading = incoming.read(file.name);
    for (let part = reading.part(); part; part = reading.part()) postMessage({ part }, [part.buffer]);
    postMessage({ done: true });
  } catch (error) {
    postMessage({ failed: failed && `${failed}: ${error.message ?? error}` });
  }
}, { once: true });
