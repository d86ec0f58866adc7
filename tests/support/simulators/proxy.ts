import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Proxy {
  readonly url: string;
  /** Methods and addresses as they were asked for. */
  readonly seen: readonly string[];
}

/** An HTTP proxy on loopback that leads every request and every tunnel to `target`. It closes with the test. */
export async function startProxy(target: string): Promise<Proxy> {
  const seen: string[] = [];
  const { hostname, port } = new URL(target);
  const server = createServer((asked, answer) => {
    seen.push(`${asked.method} ${asked.url}`);
    const { pathname } = new URL(asked.url ?? '');
    const onward = request(
      { hostname, port, path: pathname, method: asked.method, headers: asked.headers },
      (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      },
    );
    asked.pipe(onward);
  });
  server.on('connect', (asked, socket) => {
    seen.push(`${asked.method} ${asked.url}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    seen,
  };
}
