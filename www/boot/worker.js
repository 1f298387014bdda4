// Starts a worker. The first message says where the glue script is and brings the module, already
// compiled by the page; what the worker then does is the program's. READER is the hashed name of
// reader.js, filled in by tools/finish.mjs.

import { read } from './read.js';

const reader = (...asked) => read(new URL(READER, import.meta.url), ...asked);

addEventListener('message', async ({ data: { glue, module } }) => {
  try {
    const program = await import(glue);
    await program.default({ module_or_path: module });
    program.startWorker(reader, glue, import.meta.url, navigator.hardwareConcurrency);
  } catch (error) {
    postMessage({ died: String(error) });
  }
}, { once: true });
