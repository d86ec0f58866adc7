import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpScope } from '../../../../core/contract/hub/http-api.ts';
import type { RateTier } from '../../../../core/domain/fleet/settings.ts';
import type { HubToken } from '../../../../core/domain/fleet/state.ts';
import type { Log } from '../../../../node/log/log.ts';
import type { Clients } from '../clients.ts';
import { type HubAddress, rejectionOf } from '../hub-guard.ts';
import type { InstallSource } from '../hub-options.ts';
import type { TokenIndex } from '../token-index.ts';
import { type HttpAnswer, refusal, sendAnswer } from './http-answer.ts';
import { readJsonBody } from './http-body.ts';
import type { Route } from './http-route.ts';

export interface HttpHandlerOptions {
  readonly routes: readonly Route[];
  readonly tokens: TokenIndex;
  readonly clients: Clients;
  readonly install: InstallSource;
  readonly log: Pick<Log, 'error'>;
  readonly strangers: { admit(socket: Duplex): void };
  readonly listening: HubAddress & { readonly url: string };
}

/** Handles HTTP requests: authentication, permission, rate limit, and only then the route. */
export function createHttpHandler(
  options: HttpHandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { log } = options;
  return (request, response) => {
    response.on('error', () => response.destroy());
    answerTo(request, response, options).catch((bug: unknown) => {
      log.error('The hub failed at a request.', bug, { method: request.method ?? '', path: pathOf(request) });
      const message = 'The hub failed at this request; the log has the details.';
      if (response.headersSent) response.destroy();
      else sendAnswer(request, response, refusal(500, { code: 'hub.failed', message }));
    });
  };
}

async function answerTo(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpHandlerOptions,
): Promise<void> {
  const rejection = rejectionOf(request, options.listening, false);
  if (rejection !== null) {
    const { code, message } = rejection;
    return sendAnswer(request, response, refusal(403, { code, message }));
  }
  const path = pathOf(request);
  if (path.startsWith('/install/')) return sendInstall(request, response, options);
  sendAnswer(request, response, await answerApi(request, path, options));
}

async function answerApi(
  request: IncomingMessage,
  path: string,
  options: HttpHandlerOptions,
): Promise<HttpAnswer> {
  const found = findRoute(request.method, path, options.routes);
  if ('status' in found) return found;
  const { route, parts } = found;
  const admitted = admit(request, route.scope, route.tier, options);
  if ('status' in admitted) return admitted;
  const { caller, client } = admitted;
  let body: unknown = {};
  if (route.readsBody) {
    const read = await readJsonBody(request);
    if (!read.ok) {
      const { code, message } = read.error;
      if (caller !== null) options.clients.violate(client, code);
      return refusal(code === 'http.too-large' ? 413 : 400, { code, message });
    }
    body = read.value;
  }
  const answer = await route.answer({ params: { ...queryOf(request), ...parts }, body, caller });
  if (answer.status === 422 && caller !== null) options.clients.violate(client, 'http.invalid');
  return answer;
}

function findRoute(
  method: string | undefined,
  path: string,
  routes: readonly Route[],
): { readonly route: Route; readonly parts: Record<string, string> } | HttpAnswer {
  const allowed: string[] = [];
  for (const route of routes) {
    const parts = route.match(path);
    if (parts === null) continue;
    if (route.method === method || (method === 'HEAD' && route.method === 'GET')) return { route, parts };
    allowed.push(route.method);
  }
  if (allowed.length === 0)
    return refusal(404, { code: 'http.not-found', message: `The hub has nothing at ${path.slice(0, 200)}.` });
  const message = `This address takes ${allowed.join(' and ')} only.`;
  return refusal(405, { code: 'http.wrong-method', message }, { allow: allowed.join(', ') });
}

type Admission = { readonly caller: HubToken | null; readonly client: string } | HttpAnswer;

function admit(
  request: IncomingMessage,
  scope: HttpScope,
  tier: RateTier,
  { tokens, clients, strangers }: HttpHandlerOptions,
): Admission {
  if (scope === 'open') {
    const client = addressOf(request);
    return limit(client, tier, clients) ?? { caller: null, client };
  }
  const caller = tokens.find(request.headers.authorization);
  if (caller === null) return unknownToken(request, clients);
  strangers.admit(request.socket);
  const away = clients.cooldown(caller.id);
  if (away > 0) return coolingDown(away);
  if (scope === 'admin' ? caller.scope !== 'admin' : caller.scope === 'agent') {
    const message = `This token is for ${caller.scope === 'agent' ? 'an agent' : 'submitting tasks'}; this needs one that may ${scope === 'admin' ? 'administer' : 'submit'}. Nothing was changed.`;
    return refusal(403, { code: 'http.forbidden', message });
  }
  return limit(caller.id, tier, clients) ?? { caller, client: caller.id };
}

/** Guessing is answered cheaply, but not without end. */
export function unknownToken(request: IncomingMessage, clients: Clients): HttpAnswer {
  return limit(addressOf(request), 'heavy', clients) ?? unauthorized();
}

function unauthorized(): HttpAnswer {
  const message =
    'No valid token came with this request. Send "Authorization: Bearer qd_..." with a token of this hub.';
  return refusal(401, { code: 'http.unauthorized', message }, { 'www-authenticate': 'Bearer' });
}

export function coolingDown(retryAfterMs: number): HttpAnswer {
  const message = `This client got too much wrong lately. Come back in ${Math.ceil(retryAfterMs / 1000)} seconds.`;
  return refusal(429, { code: 'http.cooldown', message, retryAfterMs });
}

function limit(client: string, tier: RateTier, clients: Clients): HttpAnswer | null {
  const retryAfterMs = clients.take(client, tier);
  if (retryAfterMs === 0) return null;
  const perMinute = clients.limitsOf(client)[tier];
  const message = `At most ${perMinute} ${tier} requests a minute. Nothing was changed; ask again later.`;
  return refusal(429, { code: 'http.rate-limited', message, retryAfterMs });
}

async function sendInstall(
  request: IncomingMessage,
  response: ServerResponse,
  { install, clients, listening }: HttpHandlerOptions,
): Promise<void> {
  const name = pathOf(request).slice('/install/'.length);
  // Anybody may ask, and the package is megabytes in memory while it is sent.
  const limited = limit(addressOf(request), name.endsWith('.tgz') ? 'heavy' : 'normal', clients);
  if (limited !== null) return sendAnswer(request, response, limited);
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const file =
    reads && /^[\w.-]{1,200}$/.test(name) ? await install(name, hubUrlFor(request, listening)) : null;
  if (file === null) {
    const message = `There is nothing to install under ${name.slice(0, 100)}.`;
    return sendAnswer(request, response, refusal(404, { code: 'http.not-found', message }));
  }
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': file.bytes.byteLength,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : file.bytes);
}

/** The address the asking host used: behind it, the hub's own one (such as 0.0.0.0) may lead nowhere. */
function hubUrlFor(request: IncomingMessage, { url }: { readonly url: string }): string {
  const host = request.headers.host ?? '';
  return /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host) ? `${url.split('://')[0]}://${host}` : url;
}

function addressOf(request: IncomingMessage): string {
  return `ip:${request.socket.remoteAddress ?? 'unknown'}`;
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/';
}

function queryOf(request: IncomingMessage): Record<string, string> {
  const at = (request.url ?? '').indexOf('?');
  return at < 0 ? {} : Object.fromEntries(new URLSearchParams((request.url ?? '').slice(at + 1)));
}
