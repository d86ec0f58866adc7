import { ok, type Result } from '../../../core/kernel/result.ts';
import { boundStrangers } from '../../../node/http/bound-strangers.ts';
import { createAgentSessions } from './agents/agent-sessions.ts';
import { acceptAgentUpgrades } from './agents/agent-upgrades.ts';
import { createAttemptFrames } from './agents/attempt-frames.ts';
import { createProgressThrottle } from './agents/progress-throttle.ts';
import { createClients } from './clients.ts';
import { createHttpHandler } from './http/http-handler.ts';
import { createHttpRoutes } from './http/http-routes.ts';
import { listenHub } from './hub-listen.ts';
import type { HubServer, HubServerOptions } from './hub-options.ts';
import { createTokenIndex } from './token-index.ts';

/** How often timeouts are checked: bounds how late a silence or held-back progress is noticed. */
const tickMs = 500;
const pruneMs = 60_000;
/** Connections that have shown no token yet. */
const maxStrangers = 512;
/** Time for goodbyes to arrive at the end. */
const closeGraceMs = 1_000;

/** Opens the hub's one port: `/agents` for agents, `/api/...` for tools, `/install/...` for new hosts. */
export async function createHubServer(options: HubServerOptions): Promise<Result<HubServer>> {
  const { fleet, store, liveOutput, telemetry, timekeeper, log, listen } = options;
  const listened = await listenHub(listen, options.preferredPort);
  if (!listened.ok) return listened;
  const { server, url, port, taken, note, certificate } = listened.value;
  const state = () => fleet.now;

  const tokens = createTokenIndex(state);
  const clients = createClients({ state, limits: options.limits, telemetry, timekeeper });
  const progress = createProgressThrottle((attempt, said) => {
    // A refusal means the attempt is over, or the store is full: either is told by other ways.
    void fleet.run({ type: 'task.progress', ...attempt, ...said });
  }, timekeeper);
  const attempts = createAttemptFrames({ fleet, store, liveOutput, progress });
  const sessions = createAgentSessions({ fleet, clients, attempts, telemetry, timekeeper, log });
  const routes = createHttpRoutes({ ...options, clients, connected: () => sessions.connected() });

  const followers = [tokens, progress, sessions];
  const unfollow = fleet.onEvents((events) => {
    for (const follower of followers) follower.follow(events);
  });
  const listening = { host: listen.host, port, url, certificate };
  const strangers = boundStrangers(server, maxStrangers);
  server.on(
    'request',
    createHttpHandler({
      routes: Object.values(routes),
      tokens,
      clients,
      install: options.install,
      log,
      strangers,
      listening,
    }),
  );
  const agentUpgrades = acceptAgentUpgrades({ server, sessions, tokens, clients, strangers, listening });

  let prunedAt = timekeeper.moment().steady;
  const beat = setInterval(() => {
    const at = timekeeper.moment();
    progress.tick();
    sessions.tick(at);
    if (at.steady - prunedAt < pruneMs) return;
    prunedAt = at.steady;
    clients.prune();
  }, tickMs);
  beat.unref();
  telemetry.logEvent('hub.listening', { url });

  return ok({
    url,
    port,
    taken,
    note,
    disconnect: (agentId, reason) => sessions.disconnect(agentId, reason),
    connectedAgents: () => sessions.connected(),
    clients: () => clients.facts(),
    async close() {
      clearInterval(beat);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await sessions.close();
      unfollow();
      const rest = setTimeout(() => {
        agentUpgrades.close();
        server.closeAllConnections();
      }, closeGraceMs);
      server.closeIdleConnections();
      await closed;
      clearTimeout(rest);
      agentUpgrades.close();
      telemetry.logEvent('hub.stopped', { url });
    },
  });
}
