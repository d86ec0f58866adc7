import { request } from 'node:http';
import { WebSocket } from 'ws';
import { createClient, type WireClient } from '../../../core/contract/transport/client.ts';
import { reconnectingPort } from '../../../core/contract/transport/frame-port.ts';
import { webSocketPort } from '../../../core/contract/transport/web-socket-port.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One plain request to the web shell, every header as given. */
export function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    // No kept connection: a server that restarts on the same port must be dialled anew.
    const options = {
      host: '127.0.0.1',
      port,
      path,
      method,
      headers,
      agent: false,
      setHost: !('host' in headers),
    };
    const asking = request(options);
    asking.on('error', reject);
    asking.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asking.end();
  });
}

/** Exchanges a one-time link for the cookie, as a browser would. */
export async function enterBy(link: string): Promise<{ readonly port: number; readonly cookie: string }> {
  const url = new URL(link);
  const port = Number(url.port);
  const reply = await ask(port, url.pathname + url.search);
  const cookie = reply.headers['set-cookie']?.[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`not let in: ${reply.status}`);
  return { port, cookie };
}

/** A contract client over the web shell's WebSocket, dialling again by itself as a page does. */
export function liveClient({ port, cookie }: { readonly port: number; readonly cookie: string }): WireClient {
  const headers = { cookie, origin: `http://127.0.0.1:${port}` };
  const dial = () => webSocketPort(new WebSocket(`ws://127.0.0.1:${port}/live`, { headers }));
  const schedule = (milliseconds: number, task: () => void) => {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  };
  return createClient(reconnectingPort(dial, schedule), { verify: true });
}
