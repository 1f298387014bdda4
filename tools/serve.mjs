// Serves a folder on this machine only: node tools/serve.mjs FOLDER PORT

import { createServer } from 'node:http';
import sirv from 'sirv';

const [folder = 'dist', port = '8080'] = process.argv.slice(2);

// `dev` reads the disk for each request, so a new build shows on reload.
const server = createServer(sirv(folder, { dev: true }));
server.on('error', (error) => {
  console.error(error.code === 'EADDRINUSE'
    ? `serve: port ${port} is taken; choose another: make serve PORT=${Number(port) + 1}`
    : `serve: ${error.message}`);
  process.exitCode = 1;
});
server.listen(Number(port), '127.0.0.1', () => {
  console.log(`Sluice is on http://127.0.0.1:${port}/ (Ctrl-C stops it)`);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
