import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

/** The folder under test: as `npm run build` leaves it, or another build. */
export const builtFolder = process.env.E2E_DIST ?? 'dist';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves the built folder below a path, as the plainest of hosts would: files by name, nothing else. */
export async function serveBuiltApp(below: string): Promise<Served> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const name = path.startsWith(below) ? path.slice(below.length) || 'index.html' : undefined;
    const found =
      name === undefined ? Promise.reject(new Error('elsewhere')) : readFile(join(builtFolder, name));
    found.then(
      (content) => {
        const type = types[extname(name ?? '')] ?? 'application/octet-stream';
        response.writeHead(200, { 'content-type': type }).end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${below}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
