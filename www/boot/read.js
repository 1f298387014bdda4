// Has a manifest read by a worker of its own; gives the summary and the parts of the reading, or the
// reason why not. `address` is that of reader.js, whose hashed name is filled in by tools/finish.mjs;
// `hear` is told how many bytes were read. The promise's `stop` ends the worker, and so the reading.

const MISSING = 'what reads manifests could not be loaded: check the connection, then load the file again';

export function read(address, file, strict, earlier, hear) {
  const reader = new Worker(address, { type: 'module' });
  let stop;
  const reading = new Promise((resolve, reject) => {
    let parts = [];
    const end = (settle, outcome) => {
      reader.terminate();
      settle(outcome);
    };
    reader.onmessage = ({ data: { part, bytes, done, failed, void: nothing } }) => {
      if (part) parts.push(part);
      else if (nothing) parts = [];
      else if (bytes !== undefined) hear?.(bytes);
      else if (done) end(resolve, [done, ...parts]);
      else end(reject, failed ?? MISSING);
    };
    // A script that cannot be fetched gives a plain event, without a message.
    reader.onerror = ({ message }) => end(reject, message || MISSING);
    stop = () => end(reject, 'it was stopped');
    reader.postMessage({ file, strict, earlier });
  });
  reading.stop = stop;
  return reading;
}
