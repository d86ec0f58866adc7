import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { agentsPath, hubLimits } from '../../../../core/contract/hub/agent-frames.ts';
import type { Clients } from '../clients.ts';
import { type HttpAnswer, refusal, refuseUpgrade } from '../http/http-answer.ts';
import { coolingDown, unknownToken } from '../http/http-handler.ts';
import { type HubAddress, rejectionOf } from '../hub-guard.ts';
import type { TokenIndex } from '../token-index.ts';
import type { AgentSessions } from './agent-sessions.ts';

export interface AgentUpgradesOptions {
  readonly server: Server;
  readonly sessions: AgentSessions;
  readonly tokens: TokenIndex;
  readonly clients: Clients;
  readonly strangers: { admit(socket: Duplex): void };
  readonly listening: HubAddress;
}

const maxSockets = 2_048;
/** The one an agent has, a broken one that it replaces, and a reserve. */
const maxPerToken = 4;

/** Accepts agents: everything is checked before the connection is upgraded to a WebSocket. */
export function acceptAgentUpgrades(options: AgentUpgradesOptions): { close(): void } {
  const { server, sessions, tokens, clients, strangers, listening } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    // A frame somewhat too large is answered in words; one beyond this is cut off while it arrives.
    maxPayload: 2 * hubLimits.frameBytes,
    perMessageDeflate: false,
    // One frame per connection and turn of the event loop: a flood waits in its own socket.
    allowSynchronousEvents: false,
  });

  const whyUnavailable = (request: IncomingMessage): HttpAnswer | null => {
    const rejection = rejectionOf(request, listening, true);
    if (rejection !== null) return refusal(403, { code: rejection.code, message: rejection.message });
    if (request.url !== agentsPath) {
      const message = `Agents connect at ${agentsPath}.`;
      return refusal(404, { code: 'http.not-found', message });
    }
    if (sockets.clients.size < maxSockets) return null;
    const message = `The hub has ${maxSockets} connections and takes no more for now.`;
    return refusal(503, { code: 'hub.full', message, retryAfterMs: 10_000 });
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const rejection = whyUnavailable(request);
    if (rejection !== null) return refuseUpgrade(socket, rejection);
    const token = tokens.find(request.headers.authorization);
    if (token === null) return refuseUpgrade(socket, unknownToken(request, clients));
    const pause = clients.cooldown(token.id);
    if (pause > 0) return refuseUpgrade(socket, coolingDown(pause));
    const { agentId } = token;
    if (token.scope !== 'agent' || agentId === null) {
      const message = 'This token is not an agent\'s. "quarterdeck agent add" makes one.';
      return refuseUpgrade(socket, refusal(403, { code: 'http.forbidden', message }));
    }
    if (sessions.of(token.id) >= maxPerToken) {
      const message = `This token has ${maxPerToken} connections already; an agent needs one.`;
      return refuseUpgrade(socket, refusal(429, { code: 'agent.too-many', message, retryAfterMs: 10_000 }));
    }
    strangers.admit(socket);
    sockets.handleUpgrade(request, socket, head, (live) => sessions.accept(live, token.id, agentId));
  };
  server.on('upgrade', upgrade);
  return {
    close() {
      server.off('upgrade', upgrade);
      for (const live of sockets.clients) live.terminate();
    },
  };
}
