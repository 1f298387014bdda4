// Starts the screens beside the Lab, in the element `place`: loads their module and their styles.
// `hear` is called with what a person wants; the function that comes back tells them what there is.
// GLUE, MODULE and STYLES are filled in by tools/finish.mjs.

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

export async function open(place, hear) {
  await Promise.all([load({ module_or_path: address(MODULE) }), styles()]);
  return openDesk(place, hear);
}
