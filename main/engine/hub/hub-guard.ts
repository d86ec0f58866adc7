import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { type Failure, fail } from '../../../core/kernel/result.ts';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

export const isLoopback = (host: string): boolean => loopback.has(host);

/** `host:port` as it stands in addresses. */
export const authority = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** Where the hub listens, and the certificate it shows there. */
export interface HubAddress {
  readonly host: string;
  readonly port: number;
  readonly certificate: X509Certificate | null;
}

/** The port may be another one than ours, behind one that leads here. */
function answersTo({ host, certificate }: HubAddress, asked: string): boolean {
  const name = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d{1,5})?$/.exec(asked);
  const given = name?.[1] ?? name?.[2];
  if (given === undefined) return false;
  if (given === host || given === hostname().toLowerCase() || isLoopback(given)) return true;
  if (isIP(given) !== 0 && ownAddresses().has(given)) return true;
  const shown = isIP(given) === 0 ? certificate?.checkHost(given) : certificate?.checkIP(given);
  return shown !== undefined;
}

function ownAddresses(): ReadonlySet<string> {
  return new Set(
    Object.values(networkInterfaces()).flatMap((all) =>
      (all ?? []).map(({ address }) => address.toLowerCase()),
    ),
  );
}

/**
 * Why a request is turned away before anything of it is read, or null. A page in a browser has no business here, and it
 * could arrive under any name that leads to this machine, so only this machine's own names count, and those its certificate
 * vouches for.
 */
export function rejectionOf(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  listening: HubAddress,
  upgrade: boolean,
): Failure | null {
  const { host, origin } = request.headers;
  if (isLoopback(listening.host)) {
    const names = [...loopback].map((name) => authority(name, listening.port));
    if (host === undefined || !names.includes(host.toLowerCase()))
      return fail('hub.wrong-host', `The hub answers at ${authority(listening.host, listening.port)} only.`)
        .error;
  } else if (host === undefined || !answersTo(listening, host.toLowerCase())) {
    return fail(
      'hub.wrong-host',
      `The hub answers to this machine's names and addresses, and to those in its certificate. Nothing was changed.`,
    ).error;
  }
  const reads = !upgrade && (request.method === 'GET' || request.method === 'HEAD');
  if (origin !== undefined && !reads)
    return fail('hub.no-browsers', 'Requests from web pages are refused. Nothing was changed.').error;
  return null;
}
