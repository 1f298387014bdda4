// Starts the screens beside the Lab, in the element `place`: loads their module and their styles.
// `marks` are those of numbers, see boot.js. `hear` is called with what a person wants; the function that comes back tells them what there is.
// GLUE, MODULE, STYLES and STUDIES are filled in by tools/finish.mjs.

import load, { openDesk } from 'GLUE';

const address = (name) => new URL(name, import.meta.url);

function styles() {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address(STYLES) });
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error('its styles could not be loaded'));
    };
    document.head.append(link);
  });
}

// Starts what looks into a run: see studies.js.
const startStudies = () => new Worker(address(STUDIES), { type: 'module' });

export async function open(place, hear, marks) {
  await Promise.all([load({ module_or_path: address(MODULE) }), styles()]);
  return openDesk(place, hear, startStudies, marks);
}
