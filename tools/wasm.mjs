// Two ways to make a WebAssembly module smaller that wasm-opt does not have. Both work on the
// module's sections as they lie in the file:
// https://webassembly.github.io/spec/core/binary/modules.html

const CUSTOM = 0;
const IMPORT = 2;
const CODE = 10;
const FUNCTION = 0;

/** A place in a module's bytes. */
class Cursor {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  number() {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }

  take(count) {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  text() {
    return this.take(this.number()).toString();
  }
}

function number(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}

const text = (value) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);

const section = (id, content) => Buffer.concat([Buffer.from([id]), number(content.length), content]);

/** The module's sections: the kind of each, its content, and all its bytes. */
function* sections(module) {
  const cursor = new Cursor(module, 8);
  while (cursor.at < module.length) {
    const start = cursor.at;
    const id = cursor.byte();
    const content = cursor.take(cursor.number());
    yield { id, content, whole: module.subarray(start, cursor.at) };
  }
}

const joined = (module, parts) => Buffer.concat([module.subarray(0, 8), ...parts]);

/**
 * Gives every imported function a name of a letter or two, in the module and in its glue script.
 * wasm-bindgen's names end in 16 random digits each, which are there twice and do not compress.
 * @returns {{module: Buffer, glue: string}}
 */
export function shortImports(module, glue) {
  const parts = [];
  for (const { id, content, whole } of sections(module)) {
    if (id !== IMPORT) {
      parts.push(whole);
      continue;
    }
    const cursor = new Cursor(content);
    const count = cursor.number();
    const imports = [number(count)];
    for (let i = 0; i < count; i += 1) {
      const from = cursor.text();
      const long = cursor.text();
      if (cursor.byte() !== FUNCTION) throw new Error(`the import ${long} is no function`);
      const short = `f${i.toString(36)}`;
      const pieces = glue.split(long);
      if (pieces.length !== 2) throw new Error(`the glue does not name ${long} once`);
      glue = pieces.join(short);
      imports.push(text(from), text(short), Buffer.from([FUNCTION]), number(cursor.number()));
    }
    parts.push(section(id, Buffer.concat(imports)));
  }
  return { module: joined(module, parts), glue };
}

/** How many bytes have to be the same to count as likeness. */
const RUN = 8;
/** A run that is in more functions than this says nothing. */
const COMMON = 100;
/** How far back to look for likeness: gzip looks back 32 KB, and does not see all of it. */
const REACH = 24_000;

/**
 * Names every function by its place in an order that puts what is alike side by side, where gzip
 * finds it; `wasm-opt --reorder-functions-by-name` then brings them into that order.
 */
export function namedByLikeness(module) {
  const parts = [];
  let imported = 0;
  const functions = [];
  for (const { id, content, whole } of sections(module)) {
    const cursor = new Cursor(content);
    if (id === IMPORT) imported = cursor.number();
    if (id === CODE) {
      for (let left = cursor.number(); left > 0; left -= 1) functions.push(cursor.take(cursor.number()));
    }
    if (id !== CUSTOM || cursor.text() !== 'name') parts.push(whole);
  }
  const names = inOrderOfLikeness(functions)
    .map((index, place) => [imported + index, String(place).padStart(6, '0')])
    .sort(([a], [b]) => a - b)
    .map(([index, name]) => Buffer.concat([number(index), text(name)]));
  const ofFunctions = section(1, Buffer.concat([number(names.length), ...names]));
  return joined(module, [...parts, section(CUSTOM, Buffer.concat([text('name'), ofFunctions]))]);
}

/** The functions' indexes: after each the one that has most in common with those before it. */
function inOrderOfLikeness(functions) {
  const { runs, holders } = sharedRuns(functions);
  const near = new Uint32Array(holders.length);
  const likeness = new Int32Array(functions.length);
  // Adds a function to those that are near, or takes it away.
  const move = (index, by) => {
    for (const run of runs[index]) {
      const before = near[run];
      near[run] += by;
      if ((before === 0) !== (near[run] === 0)) for (const holder of holders[run]) likeness[holder] += by;
    }
  };
  const left = new Set(functions.keys());
  const order = [];
  let oldest = 0;
  let reach = 0;
  while (left.size > 0) {
    let next;
    let most = -1;
    for (const index of left) {
      const share = likeness[index] / (functions[index].length + 20);
      if (share > most) [next, most] = [index, share];
    }
    left.delete(next);
    order.push(next);
    move(next, 1);
    for (reach += functions[next].length; reach > REACH && oldest < order.length - 1; oldest += 1) {
      reach -= functions[order[oldest]].length;
      move(order[oldest], -1);
    }
  }
  return order;
}

/** For each function the runs of bytes that it shares with a few others, and for each run those. */
function sharedRuns(functions) {
  const numbers = new Map();
  const holders = [];
  const all = functions.map((code, index) => {
    const mine = new Set();
    for (let at = 0; at + RUN <= code.length; at += 1) {
      const run = code.latin1Slice(at, at + RUN);
      if (!numbers.has(run)) {
        numbers.set(run, holders.length);
        holders.push([]);
      }
      mine.add(numbers.get(run));
    }
    for (const run of mine) holders[run].push(index);
    return [...mine];
  });
  const tells = (run) => holders[run].length > 1 && holders[run].length <= COMMON;
  return { runs: all.map((runs) => runs.filter(tells)), holders };
}
