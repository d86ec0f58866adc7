import type { IncomingMessage } from 'node:http';
import { type Failure, fail } from '../../../core/kernel/result.ts';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

export const isLoopback = (host: string): boolean => loopback.has(host);

/** `host:port` as it stands in addresses. */
export const authority = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/**
 * Why a request is turned away before anything of it is read, or null. A page in a browser has no business here, and on
 * loopback it could arrive under any name that leads to this machine, so only this machine's own names count.
 */
export function rejectionOf(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  listening: { readonly host: string; readonly port: number },
  upgrade: boolean,
): Failure | null {
  const { host, origin } = request.headers;
  if (isLoopback(listening.host)) {
    const names = [...loopback].map((name) => authority(name, listening.port));
    if (host === undefined || !names.includes(host.toLowerCase()))
      return fail('hub.wrong-host', `The hub answers at ${authority(listening.host, listening.port)} only.`)
        .error;
  }
  const reads = !upgrade && (request.method === 'GET' || request.method === 'HEAD');
  if (origin !== undefined && !reads)
    return fail('hub.no-browsers', 'Requests from web pages are refused. Nothing was changed.').error;
  return null;
}
