import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { build } from 'vite';

const root = new URL('../../..', import.meta.url).pathname;
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** What the app's own pages are served with: no inline style, no inline script. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'";

export interface GalleryServer {
  /** Ends with a slash. */
  readonly address: string;
  close(): Promise<void>;
}

/** The built gallery by path. Kept in memory: several workers build it at the same time. */
async function galleryFiles(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const built = await build({
    configFile: join(root, 'vite.gallery.config.ts'),
    logLevel: 'error',
    build: { write: false },
  });
  const outputs = Array.isArray(built) ? built : [built];
  return new Map(
    outputs.flatMap((output) =>
      'output' in output
        ? output.output.map(
            (file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source] as const,
          )
        : [],
    ),
  );
}

/** Serves the kit's gallery on loopback under the app's content policy. */
export async function serveGallery(): Promise<GalleryServer> {
  const files = await galleryFiles();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://loopback');
    const path = pathname === '/' ? '/index.html' : pathname;
    const content = files.get(path);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    response.end(content);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the gallery server has no port');
  return {
    address: `http://127.0.0.1:${bound.port}/`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
