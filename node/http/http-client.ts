import { type IncomingHttpHeaders, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { proxyVariables } from './proxy-variables.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the request and its answer, whatever state they are in. */
  readonly signal: AbortSignal;
  /** Called when there is a connection, whatever comes over it. */
  readonly onConnected?: () => void;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Portions as they come. Leaving the loop ends the connection; it throws when the connection breaks off. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Sends one request. It follows no redirect, and rejects when there is no connection. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * Requests that go through the HTTP proxies an environment names; other kinds of proxies are not used. Which addresses go
 * through which is Node's own reading of the variables.
 */
export function createHttpClient(environment: Readonly<Record<string, string | undefined>>): HttpClient {
  const proxyEnv = proxyVariables(environment);
  // Node would repeat a broken address with the password in it.
  const broken = Object.entries(proxyEnv).find(
    ([name, value]) => name !== 'NO_PROXY' && !URL.canParse(value),
  );
  if (broken !== undefined) return () => Promise.reject(new Error(`${broken[0]} is no address of a proxy`));
  const plain = new PlainAgent({ proxyEnv });
  const tls = new TlsAgent({ proxyEnv });

  return ({ method, url, headers, body, signal, onConnected }) =>
    new Promise((resolve, reject) => {
      const { protocol } = new URL(url);
      const options = { method, headers, signal };
      const request =
        protocol === 'https:'
          ? tlsRequest(url, { ...options, agent: tls })
          : plainRequest(url, { ...options, agent: plain });
      request.on('error', reject);
      if (onConnected !== undefined)
        request.on('socket', (socket) => {
          if (socket.connecting) socket.once('connect', onConnected);
          else onConnected();
        });
      request.on('response', (response) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response });
      });
      request.end(body);
    });
}
