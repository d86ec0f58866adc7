import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server, type ServerOptions } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { hostname } from 'node:os';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { authority, isLoopback } from './hub-guard.ts';
import type { HubServerOptions } from './hub-options.ts';

export interface HubListening {
  readonly server: Server;
  readonly url: string;
  readonly certificate: X509Certificate | null;
  readonly port: number;
  readonly taken: number | null;
  readonly note: string | null;
}

/** Below the ports systems hand out by themselves, and clear of the web shell's. */
const firstPort = 29_100;
const portCount = 3_000;
const tries = 50;
/** Every address of this machine: others reach it by its name. */
const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
/** Agents, tools and a reserve; further connections are not taken. */
const maxConnections = 4_096;

const bounds: ServerOptions = {
  requestTimeout: 15_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
};

/** Until then, a connection must have agreed on its encryption. */
const handshakeMs = 10_000;

/** The port a workspace's hub prefers: the same for the same folder, so agents find it again. */
export function preferredHubPort(identity: string): number {
  return firstPort + (Number.parseInt(identity.slice(0, 8), 16) % portCount);
}

interface Keys {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Listens where it was told to: on loopback in clear, anywhere else only with a certificate. */
export async function listenHub(
  listen: HubServerOptions['listen'],
  preferredPort: number,
): Promise<Result<HubListening>> {
  const { host, port: asked, certificateFile, keyFile } = listen;
  const local = isLoopback(host);
  let keys: Keys | null = null;
  if (certificateFile !== null && keyFile !== null) {
    const read = await readKeys(certificateFile, keyFile);
    if (!read.ok) return read;
    keys = read.value;
  } else if (!local) {
    return fail(
      'hub.needs-certificate',
      `The hub opens ${host} to others only with a certificate and its key, as tokens would otherwise travel unencrypted. Name both files, or listen on 127.0.0.1.`,
      { host },
    );
  }
  const certificate = readCertificate(keys);
  if (!certificate.ok) return certificate;
  const wanted = asked === 0 ? preferredPort : asked;
  const last = asked === 0 ? wanted + tries : wanted;
  for (let port = wanted; port <= last; port += 1) {
    const made = makeServer(keys);
    if (!made.ok) return made;
    const server = made.value;
    server.maxConnections = maxConnections;
    const problem = await listenAt(server, host, port);
    if (problem === null) {
      return ok({
        server,
        url: `${keys === null ? 'http' : 'https'}://${authority(everywhere.has(host) ? hostname() : host, port)}`,
        certificate: certificate.value,
        port,
        taken: port === wanted ? null : wanted,
        note: local ? null : `The hub is open to the network at ${authority(host, port)}.`,
      });
    }
    if (problem !== 'EADDRINUSE' && problem !== 'EACCES')
      return fail('hub.port-taken', `Nothing can listen on ${authority(host, port)} here (${problem}).`, {
        port,
      });
  }
  const text =
    asked === 0
      ? `No port between ${wanted} and ${last} is free. Choose another one in the hub's settings.`
      : `Port ${asked} is taken by another program. Choose another one, or 0 for the next that is free.`;
  return fail('hub.port-taken', text, { port: wanted });
}

async function readKeys(certificateFile: string, keyFile: string): Promise<Result<Keys>> {
  try {
    return ok({ cert: await readFile(certificateFile), key: await readFile(keyFile) });
  } catch (error) {
    return badCertificate(error);
  }
}

function readCertificate(keys: Keys | null): Result<X509Certificate | null> {
  try {
    return ok(keys === null ? null : new X509Certificate(keys.cert));
  } catch (error) {
    return badCertificate(error);
  }
}

function makeServer(keys: Keys | null): Result<Server> {
  if (keys === null) return ok(createHttpServer(bounds));
  try {
    return ok(createHttpsServer({ ...bounds, ...keys, handshakeTimeout: handshakeMs }));
  } catch (error) {
    return badCertificate(error);
  }
}

function badCertificate(error: unknown): Result<never> {
  const reason = error instanceof Error ? error.message : String(error);
  return fail(
    'hub.certificate',
    `The certificate and its key can't be used: ${reason}. Both must be PEM files that belong together.`,
    { reason },
  );
}

function listenAt(server: Server, host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const refused = (error: NodeJS.ErrnoException): void => resolve(error.code ?? error.message);
    server.once('error', refused);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', refused);
      resolve(null);
    });
  });
}
