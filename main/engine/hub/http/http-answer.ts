import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { z } from 'zod';
import type { HttpFailure } from '../../../../core/contract/hub/http-api.ts';

type FailureBody = z.output<typeof HttpFailure>['error'];

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const common = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** A refusal in the form every one has; one that may be repeated later says when in the header, too. */
export function refusal(
  status: number,
  error: FailureBody,
  headers: Record<string, string> = {},
): HttpAnswer {
  const wait = error.retryAfterMs;
  const retry = wait === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(wait / 1000))) };
  return { status, body: { error }, headers: { ...retry, ...headers } };
}

export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
  const body = JSON.stringify(answer.body);
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  // What is left of a body that was not read would be taken for the next request.
  const close = request.complete ? {} : { connection: 'close' };
  response.writeHead(answer.status, { ...common, ...length, ...close, ...answer.headers });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const statusTexts: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

/** Refuses an upgrade on the bare connection: there is no response object yet. */
export function refuseUpgrade(socket: Duplex, answer: HttpAnswer): void {
  const body = JSON.stringify(answer.body);
  const headers = {
    ...common,
    ...answer.headers,
    connection: 'close',
    'content-length': String(Buffer.byteLength(body)),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.on('error', () => socket.destroy());
  // A client that keeps its half open would keep a place: no timeout of the server counts after an upgrade.
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${answer.status} ${statusTexts[answer.status] ?? 'Refused'}\r\n${lines.join('\r\n')}\r\n\r\n${body}`,
  );
}
