// Starts a worker. The first message says where the glue script is and brings the module, already
// compiled by the page; what the worker then does is the program's. READER is the hashed name of
// reader.js, filled in by tools/finish.mjs.

addEventListener('message', async ({ data: { glue, module } }) => {
  try {
    const program = await import(glue);
    await program.default({ module_or_path: module });
    program.startWorker(read, glue, import.meta.url, navigator.hardwareConcurrency);
  } catch (error) {
    postMessage({ died: String(error) });
  }
}, { once: true });

const MISSING = 'what reads manifests could not be loaded: check the connection, then load the file again';

// Has a manifest read by a worker of its own; gives the parts of the reading, or the reason why not.
function read(file) {
  return new Promise((resolve, reject) => {
    const parts = [];
    const reader = new Worker(new URL(READER, import.meta.url), { type: 'module' });
    const end = (settle, outcome) => {
      reader.terminate();
      settle(outcome);
    };
    reader.onmessage = ({ data: { part, done, failed } }) => {
      if (part) parts.push(part);
      else if (done) end(resolve, parts);
      else end(reject, failed ?? MISSING);
    };
    // A script that cannot be fetched gives a plain event, without a message.
    reader.onerror = ({ message }) => end(reject, message || MISSING);
    reader.postMessage(file);
  });
}
