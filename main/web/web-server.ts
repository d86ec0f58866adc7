import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { FramePort } from '../../core/contract/transport/frame-port.ts';
import { livePath, webSocketPort } from '../../core/contract/transport/web-socket-port.ts';
import { wireLimits } from '../../core/contract/transport/wire.ts';
import type { Clock, Entropy } from '../../core/kernel/clock.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { boundStrangers } from '../../node/http/bound-strangers.ts';
import { contentPolicyAt, guardHeaders } from '../shells/content-policy.ts';
import { findFile } from '../shells/static-files.ts';
import { type Admission, createAdmission } from './admission.ts';
import { keepInDeviceFile, readDeviceFile } from './device-file.ts';
import { cookieValue, type RequestFacts, whyRefused, whySocketRefused } from './guard.ts';
import { enteredPage, needsLinkPage, notBuiltPage, notFoundPage, refusedPage } from './pages.ts';
import { listenNear, preferredPort } from './port-choice.ts';

export interface WebServerOptions {
  readonly folder: string;
  /** Identity of the workspace; its preferred port follows from it. */
  readonly identity: string;
  /** The built renderer. */
  readonly screens: string;
  /** Only this port will do. */
  readonly port: number | null;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly accept: (port: FramePort) => void;
}

export interface WebServer {
  readonly port: number;
  /** The usual port, when another program holds it now. */
  readonly taken: number | null;
  /** A fresh address that lets one browser in, once. */
  link(): string;
  close(): Promise<void>;
}

const notAdmitted = fail(
  'web.not-admitted',
  'This browser has no pass for the workspace any more. Run "quarterdeck open" (or npm start) for a fresh link.',
);
const maxSockets = 64;
/** Connections without a pass, of which each is asked for one or ended. */
const maxStrangers = 64;
const heartbeat = 20_000;

/** Serves the screens and the contract to this machine's own browsers. */
export async function startWebServer(options: WebServerOptions): Promise<Result<WebServer>> {
  const { folder } = options;
  const usual = readDeviceFile(folder).port ?? preferredPort(options.identity);
  const listening = await listenNear(options.port ?? usual, options.port !== null);
  if (!listening.ok) return listening;
  const { server, port, taken } = listening.value;
  // The usual port stays the usual one when it is only taken today.
  if (taken === null) keepInDeviceFile(folder, (before) => ({ ...before, port }));
  const admission = createAdmission(folder, port, options.clock, options.entropy);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: wireLimits.frameBytes,
    perMessageDeflate: false,
  });

  const strangers = boundStrangers(server, maxStrangers);
  const pass = (request: IncomingMessage): boolean => {
    const known = admission.knows(cookieValue(request.headers.cookie, admission.cookieName));
    if (known) strangers.admit(request.socket);
    return known;
  };
  /** Sockets of those with a pass; strangers' are only told so. */
  const admitted = new Set<WebSocket>();

  server.on('request', (request, response) => {
    const visit = { port, admission, screens: options.screens, known: pass(request) };
    answer(request, response, visit).catch(() => response.destroy());
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refused = whySocketRefused(requestFacts(request), port) !== null;
    const known = pass(request);
    if (refused || request.url !== livePath || (known && admitted.size >= maxSockets)) {
      socket.on('error', () => socket.destroy());
      // Not left half open: no timeout of the server counts after an upgrade.
      socket.once('finish', () => socket.destroy());
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (live) => {
      sockets.emit('connection', live, request);
      const carried = webSocketPort(live);
      if (known) {
        admitted.add(live);
        live.once('close', () => admitted.delete(live));
        return options.accept(carried);
      }
      // Our own page, whose pass ran out: a browser hides the reason of a failed handshake, so it is said inside.
      carried.send({ t: 'refused', error: notAdmitted.error });
      carried.close();
    });
  });
  const beat = keepAlive(sockets);

  return ok({
    port,
    taken,
    link: () => `http://127.0.0.1:${port}/?token=${admission.mint()}`,
    close: () =>
      new Promise((resolve) => {
        clearInterval(beat);
        for (const live of sockets.clients) live.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

interface Visit {
  readonly port: number;
  readonly admission: Admission;
  readonly screens: string;
  readonly known: boolean;
}

/**
 * Path and query of a request, on an address of ours: what begins with two slashes, or with what a browser takes for them
 * (backslashes, dots, blanks between), would be read as another host.
 */
function askedFor(target: string): URL {
  const url = new URL(`http://127.0.0.1/${target}`);
  url.pathname = url.pathname.replace(/^\/+/, '/');
  return url;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { port, admission, screens, known }: Visit,
): Promise<void> {
  const asked = requestFacts(request);
  const reply = (status: number, body: string | Buffer, headers: Record<string, string> = {}): void => {
    const html = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    const policy = { 'content-security-policy': contentPolicyAt(asked.host ?? `127.0.0.1:${port}`) };
    response.writeHead(status, {
      ...guardHeaders,
      ...policy,
      ...html,
      'content-length': Buffer.byteLength(body),
      ...headers,
    });
    response.end(asked.method === 'HEAD' ? undefined : body);
  };
  const refused = whyRefused(asked, port);
  if (refused !== null) return reply(403, refusedPage(refused, port));
  const url = askedFor(request.url ?? '/');
  const token = url.searchParams.get('token');
  if (token !== null && asked.method === 'GET') {
    url.searchParams.delete('token');
    const onward = enteredPage(url.pathname + url.search);
    const cookie = admission.exchange(token);
    if (cookie !== null) return reply(200, onward, { 'set-cookie': cookie });
    // A used link, opened again by a browser that is in already: just go on.
    if (known) return reply(200, onward);
  }
  if (!known) return reply(403, needsLinkPage);
  const file = await findFile(screens, url.pathname);
  if (file !== null) {
    const keep = file.hashed ? 'private, max-age=31536000, immutable' : 'no-store';
    return reply(200, file.bytes, { 'content-type': file.type, 'cache-control': keep });
  }
  // A route of the app: the page itself finds out what to show.
  if (url.pathname.startsWith('/assets/') || /\.[a-z0-9]+$/i.test(url.pathname))
    return reply(404, notFoundPage);
  const index = await findFile(screens, '/index.html');
  return index === null ? reply(503, notBuiltPage) : reply(200, index.bytes);
}

function requestFacts({ method, headers }: IncomingMessage): RequestFacts {
  const one = (name: 'sec-fetch-site' | 'sec-fetch-mode'): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const site = one('sec-fetch-site');
  return {
    method: method ?? '',
    host: headers.host,
    origin: headers.origin,
    site,
    mode: one('sec-fetch-mode'),
  };
}

/** Ends connections whose other side went to sleep or away without a word. */
function keepAlive(sockets: WebSocketServer): ReturnType<typeof setInterval> {
  const quiet = new WeakSet<WebSocket>();
  sockets.on('connection', (live: WebSocket) => live.on('pong', () => quiet.delete(live)));
  const beat = setInterval(() => {
    for (const live of sockets.clients) {
      if (quiet.has(live)) live.terminate();
      else {
        quiet.add(live);
        live.ping();
      }
    }
  }, heartbeat);
  beat.unref();
  return beat;
}
