// Serves the built page as a static host does, under a path of its own.

import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * Serves a copy of `dist/` under `path`, so that nothing outside that path is there to be found.
 * @returns {Promise<{url: string, folder: string, close: () => Promise<void>}>} `folder` is the
 *   copy: a test may take files out of it.
 */
export async function serve(path = 'some/sub/path') {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('there is no dist/: run make build first');
  const root = mkdtempSync(join(tmpdir(), 'sluice-'));
  const folder = join(root, path);
  mkdirSync(folder, { recursive: true });
  cpSync(DIST, folder, { recursive: true });
  // `dev` reads the disk for each request.
  const server = createServer(sirv(root, { dev: true }));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const end = path === '' ? '' : `${path}/`;
  return {
    url: `http://127.0.0.1:${server.address().port}/${end}`,
    folder,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(root, { recursive: true, force: true });
    },
  };
}
