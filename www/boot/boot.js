// Starts the page: loads the glue script and the module, then hands over. GLUE, MODULE, WORKER and
// DESK are the files' hashed names, filled in by tools/finish.mjs.

const address = (name) => new URL(name, import.meta.url).href;

function trouble(text) {
  const banner = document.getElementById('trouble');
  banner.hidden = false;
  banner.textContent = text;
  document.getElementById('loading')?.remove();
}

let tries = 0;

// Loads what draws the other screens: see desk.js. A browser keeps a script that failed, so that
// each try has an address of its own.
async function loadDesk(hear) {
  tries += 1;
  const { open } = await import(address(tries > 1 ? `${DESK}?${tries}` : DESK));
  return open(document.getElementById('desk'), hear, marks);
}

// The marks between thousands and before decimals, as the reader writes them: `,.`.
const marks = (12345.6).toLocaleString([], { numberingSystem: 'latn' }).replace(/\d/g, '');

const title = document.title;

// Names a screen in the title, and makes room for it; the Lab's name is empty.
function nameScreen(name) {
  document.title = name ? `${name} – Sluice` : title;
  document.getElementById('desk').hidden = !name;
}

async function boot() {
  if (typeof WebAssembly !== 'object') {
    trouble('Sluice needs WebAssembly, which this browser lacks or has switched off.');
    return;
  }
  const glue = address(GLUE);
  let start;
  try {
    const program = await import(glue);
    await program.default({ module_or_path: address(MODULE) });
    start = program.startApp;
  } catch (error) {
    console.error(error);
    trouble('Sluice could not be loaded. Check the connection, then reload the page.');
    return;
  }
  // Not in the block above: from here on the program speaks for itself.
  start(glue, address(WORKER), loadDesk, nameScreen, marks);
}

boot();
