// Starts a worker. The first message says where the glue script is and brings the module, already
// compiled by the page; what the worker then does is the program's.

addEventListener('message', async ({ data: { glue, module } }) => {
  try {
    const program = await import(glue);
    await program.default({ module_or_path: module });
    program.startWorker();
  } catch (error) {
    postMessage({ died: String(error) });
  }
}, { once: true });
