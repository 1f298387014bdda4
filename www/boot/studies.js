// The worker of the screens beside the Lab, which looks into a run: a message asks by bytes, with
// files beside them; bytes come back, or why it is lost. GLUE, MODULE and READER are filled in by
// tools/finish.mjs.

import load, { startStudies } from 'GLUE';
import { read } from './read.js';

const address = (name) => new URL(name, import.meta.url);
const lost = (reason) => postMessage({ died: String(reason) });

const started = load({ module_or_path: address(MODULE) })
  .then(() => startStudies((...asked) => read(address(READER), ...asked), (bytes) => postMessage(bytes)));

// What comes before it has started waits for it, in its order.
addEventListener('message', ({ data: { ask, files } }) => {
  started.then((hear) => hear(ask, files)).catch(lost);
});
addEventListener('error', ({ message }) => lost(message));
addEventListener('unhandledrejection', ({ reason }) => lost(reason));
