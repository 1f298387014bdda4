// Has a manifest read by a worker of its own; gives the parts of the reading, or the reason why not.
// `address` is that of reader.js, whose hashed name is filled in by tools/finish.mjs.

const MISSING = 'what reads manifests could not be loaded: check the connection, then load the file again';

export function read(file, address) {
  return new Promise((resolve, reject) => {
    const parts = [];
    const reader = new Worker(address, { type: 'module' });
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
