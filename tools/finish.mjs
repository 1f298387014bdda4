// Trunk's post_build hook: takes what cargo and wasm-bindgen made and leaves the files to be
// hosted, each named by its own content.
//
// - wasm-opt and tools/wasm.mjs shrink the modules (release builds only);
// - the glue and the boot scripts are minified, and each learns the final names of what it loads;
// - what is loaded only when it is needed, the reader of manifests, the desk and what looks into runs
//   for it, goes into a folder of its own each, so that the top of the folder is what a first visit downloads;
// - www/styles/main.css and what it imports become one file, and so does desk.css;
// - Trunk's inline start script, which the Content-Security-Policy forbids, gives way to
//   www/boot/boot.js as a file of its own.
//
// Trunk could run wasm-opt itself, but would name the module by its content before that.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { namedByLikeness, shortImports } from './wasm.mjs';

// What every current browser has; `--all-features` makes modules that some refuse.
const FEATURES = [
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
];
const SHRINK = [
  '--flatten', '--rereloop', '-Oz', '-Oz',
  // What is called from one place is left apart: larger before compression, and smaller after it.
  '--one-caller-inline-max-function-size=20',
  // The lowest 1 KB is the last of the stack: who gets there is about to trap in any case.
  '--low-memory-unused',
  // Again, after all else.
  '--reorder-locals',
];
// After `namedByLikeness`.
const REORDER = ['--reorder-functions-by-name', '--strip-debug', '--strip-producers'];
// Browsers of 2023 and later, so that no older spelling is written for them.
const TARGET = ['chrome111', 'firefox114', 'safari16.4'];

const source = process.env.TRUNK_SOURCE_DIR ?? '.';
const staging = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === 'release';
if (!staging) fail('TRUNK_STAGING_DIR is not set: this script is run by trunk.');

function fail(message) {
  console.error(`finish: ${message}`);
  process.exit(1);
}

/** The one file in the staging directory whose name fits. */
function only(pattern) {
  const found = readdirSync(staging).filter((name) => pattern.test(name));
  if (found.length !== 1) fail(`expected one file like ${pattern}, found ${found.length}`);
  return found[0];
}

/** Writes a file under a name made from its content, and returns the name. */
function put(stem, ending, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const name = `${stem}-${hash}${ending}`;
  mkdirSync(dirname(join(staging, name)), { recursive: true });
  writeFileSync(join(staging, name), content);
  return name;
}

function wasmOpt(module, passes) {
  const require = createRequire(import.meta.url);
  const program = join(dirname(require.resolve('binaryen/package.json')), 'bin', 'wasm-opt');
  const [from, to] = [join(staging, 'from.wasm'), join(staging, 'to.wasm')];
  writeFileSync(from, module);
  execFileSync(process.execPath, [program, ...FEATURES, ...passes, from, '-o', to], { stdio: 'inherit' });
  const made = readFileSync(to);
  rmSync(from);
  rmSync(to);
  return made;
}

/** Takes a module and its glue from the staging directory, and makes them small. */
function optimise(moduleName, glueName, passes = SHRINK) {
  const [modulePath, gluePath] = [moduleName, glueName].map((name) => join(staging, name));
  const made = readFileSync(modulePath);
  rmSync(modulePath);
  if (!release) return made;
  const started = Date.now();
  const { module, glue } = shortImports(made, readFileSync(gluePath, 'utf8'));
  writeFileSync(gluePath, glue);
  const optimised = wasmOpt(namedByLikeness(wasmOpt(module, passes)), REORDER);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`finish: ${moduleName}: ${made.length} -> ${optimised.length} bytes in ${seconds} s`);
  return optimised;
}

async function bundle(entry, options) {
  const { outputFiles } = await build({
    entryPoints: [entry], ...options, bundle: true, format: 'esm', minify: release, target: TARGET,
    write: false, logLevel: 'warning',
    // Addresses in the styles are kept as written.
    external: ['*.svg', '*.woff2'],
  });
  return outputFiles[0].contents;
}

const named = (name) => JSON.stringify(`./${name}`);
const boots = (file) => join(source, 'www/boot', file);
const script = (file, define) => bundle(boots(file), { define });

/**
 * Takes a module that is loaded when it is needed, and puts it with its boot script into a folder
 * of its name. By their hashed names one leads to the next, so an old page never meets a new module.
 * @returns the name of the script.
 */
async function loadedLater(name, define = {}, passes = SHRINK) {
  const glueMade = only(new RegExp(`^${name}\\.js$`));
  const module = put(`${name}/${name}`, '.wasm', optimise(only(new RegExp(`^${name}_bg\\.wasm$`)), glueMade, passes));
  const made = put(`${name}/${name}`, '.js', await bundle(boots(`${name}.js`), {
    alias: { GLUE: join(staging, glueMade) },
    define: { MODULE: named(basename(module)), ...define },
  }));
  rmSync(join(staging, glueMade));
  return made;
}

const styles = async (name) => bundle(join(source, 'www/styles', `${name}.css`));

// Large files are read by it.
// Functions that are called once stay functions: all of the reader in one is compiled late and badly by browsers.
const reader = await loadedLater('reader', {}, ['-O3', '--low-memory-unused', '-ocimfs', '100']);
const studies = await loadedLater('studies', { READER: JSON.stringify(`../${reader}`) });
const desk = await loadedLater('desk', {
  STUDIES: JSON.stringify(`../${studies}`),
  STYLES: named(basename(put('desk/desk', '.css', await styles('desk')))),
});

const glueMade = only(/^app-[0-9a-f]+\.js$/);
const moduleMade = only(/^app-[0-9a-f]+_bg\.wasm$/);
const module = put('app', '.wasm', optimise(moduleMade, glueMade));
const glue = put('app', '.js', await bundle(join(staging, glueMade)));
for (const made of [glueMade, 'snippets']) {
  if (made !== glue) rmSync(join(staging, made), { recursive: true, force: true });
}

const worker = put('worker', '.js', await script('worker.js', { READER: named(reader) }));
const boot = put('boot', '.js', await script('boot.js', {
  GLUE: named(glue), MODULE: named(module), WORKER: named(worker), DESK: named(desk),
}));
const sheet = put('styles', '.css', await styles('main'));

const head = [
  `<link rel="stylesheet" href="./${sheet}">`,
  `<script type="module" src="./${boot}"></script>`,
  // Fetched beside the boot script, not after it.
  `<link rel="modulepreload" href="./${glue}">`,
  `<link rel="preload" href="./${module}" as="fetch" type="application/wasm" crossorigin>`,
].join('\n');
const page = join(staging, 'index.html');
const html = readFileSync(page, 'utf8')
  .replace(/<script type="module"[^>]*>[^]*?<\/script>/g, '')
  .replace(/<link rel="(modulepreload|preload)"[^>]*>/g, '')
  .replace(/<!--[^]*?-->/g, '')
  .replace('</head>', () => `${head}\n</head>`)
  .replace(/\n\s*\n+/g, '\n');
check(html);
writeFileSync(page, html);

/** Refuses a page that the policy would break, or that points nowhere. */
function check(text) {
  for (const [, attributes, body] of text.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)) {
    if (body.trim() || !/\bsrc=/.test(attributes)) fail('an inline script is left in index.html');
  }
  if (/<style\b|\sstyle=|\son[a-z]+=/i.test(text)) fail('an inline style or handler is left in index.html');
  for (const [, address] of text.matchAll(/\s(?:src|href)="([^"#]+)"/g)) {
    if (!address.startsWith('./')) fail(`index.html points to ${address}, which is not relative`);
    if (!existsSync(join(staging, address))) fail(`index.html points to ${address}, which is not there`);
  }
}
