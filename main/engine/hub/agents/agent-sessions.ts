import type { WebSocket } from 'ws';
import type { DisconnectReason } from '../../../../core/domain/fleet/agents/disconnect-reason.ts';
import type { FleetEvent } from '../../../../core/domain/fleet/events.ts';
import type { Moment } from '../../../../core/kernel/clock.ts';
import type { AgentId, TokenId } from '../../../../core/kernel/ids.ts';
import { type AgentSession, createAgentSession, type Goodbye, type SessionOptions } from './agent-session.ts';
import { stopOf } from './assignment-of.ts';

/** All connections of agents; each agent owns at most one. */
export interface AgentSessions {
  accept(socket: WebSocket, tokenId: TokenId, agentId: AgentId): void;
  /** Tells agents what was committed about them. */
  follow(events: readonly FleetEvent[]): void;
  disconnect(agentId: AgentId, reason: DisconnectReason): void;
  connected(): number;
  /** Connections with this token, also those that have not said hello. */
  of(tokenId: TokenId): number;
  tick(at: Moment): void;
  /** Says goodbye to everybody; resolves when their departures are in the store. */
  close(): Promise<void>;
}

const goodbyes: Readonly<Partial<Record<DisconnectReason, Goodbye>>> = {
  revoked: {
    code: 'agent.revoked',
    message: 'The token of this agent was revoked, or the agent was removed.',
  },
  replaced: {
    code: 'agent.replaced',
    message: 'This connection was silent and the same agent has reconnected. There is one sidecar per agent.',
  },
  'hub-stopped': {
    code: 'hub.stopped',
    message: 'The hub stops. Keep what you have and come back when it is there again.',
    retryAfterMs: 1_000,
    closeCode: 1001,
  },
};
const endedByHub: Goodbye = { code: 'agent.disconnected', message: 'The hub ended this connection.' };

/** A departure that the store refused (a full disk) is reported again after this long. */
const retryMs = 2_000;
/** A hub that was itself suspended this long counts nobody as silent: what came meanwhile is still unread. */
const stoodStillMs = 5_000;

export function createAgentSessions(options: Omit<SessionOptions, 'claim' | 'left'>): AgentSessions {
  const { fleet, telemetry, timekeeper } = options;
  const all = new Set<AgentSession>();
  const byAgent = new Map<AgentId, AgentSession>();
  const leaving = new Map<AgentId, Promise<unknown>>();
  let tickedAt = timekeeper.moment().steady;
  let reportedAt = tickedAt;

  const depart = (agentId: AgentId, reason: DisconnectReason): void => {
    const reported = fleet.run({ type: 'agent.disconnect', agentId, reason });
    leaving.set(agentId, reported);
    void reported.then(() => {
      if (leaving.get(agentId) === reported) leaving.delete(agentId);
      return undefined;
    });
  };

  /**
   * A second connection is rejected while the first is alive. After two heartbeats without a frame the first is
   * taken for one that broke unnoticed, and gives way.
   */
  const claim = (session: AgentSession): boolean => {
    const { agentId } = session;
    const first = byAgent.get(agentId);
    if (first !== undefined) {
      const quietMs = timekeeper.moment().steady - first.heardAt();
      if (quietMs <= 2_000 * fleet.now.settings.heartbeatSeconds) return false;
      telemetry.logEvent('agent.replaced', { agentId, quietMs });
      endFor(first, 'replaced');
    }
    byAgent.set(agentId, session);
    return true;
  };
  const left = (session: AgentSession, reason: DisconnectReason): void => {
    if (byAgent.get(session.agentId) !== session) return;
    byAgent.delete(session.agentId);
    depart(session.agentId, reason);
  };
  const endFor = (session: AgentSession, reason: DisconnectReason): void =>
    session.end(reason, goodbyes[reason] ?? endedByHub);

  /** Agents that count as connected and are not: their departure got lost with a store that refused it. */
  const reportLostDepartures = (): void => {
    for (const agent of fleet.now.agents.values()) {
      const gone = agent.connected && !byAgent.has(agent.id) && !leaving.has(agent.id);
      if (gone) depart(agent.id, 'closed');
    }
  };

  return {
    accept(socket, tokenId, agentId) {
      const session = createAgentSession(socket, tokenId, agentId, { ...options, claim, left });
      all.add(session);
      socket.once('close', () => all.delete(session));
    },
    follow(events) {
      for (const event of events) {
        if (event.type === 'task.assigned') byAgent.get(event.agentId)?.offer(event.taskId, event.generation);
        else if (event.type === 'attempt.ended') {
          const stop = stopOf(event);
          if (stop !== null) byAgent.get(event.agentId)?.send(stop);
        } else if (event.type === 'token.revoked') {
          for (const session of all) if (session.tokenId === event.tokenId) endFor(session, 'revoked');
        } else if (event.type === 'agent.removed' || event.type === 'sample.removed') {
          for (const session of all) if (!fleet.now.agents.has(session.agentId)) endFor(session, 'revoked');
        }
      }
    },
    disconnect(agentId, reason) {
      const session = byAgent.get(agentId);
      if (session !== undefined) endFor(session, reason);
    },
    connected: () => byAgent.size,
    of: (tokenId) => [...all].filter((session) => session.tokenId === tokenId).length,
    tick(at) {
      const stoodStill = at.steady - tickedAt > stoodStillMs;
      tickedAt = at.steady;
      if (!stoodStill) for (const session of all) session.tick(at);
      if (at.steady - reportedAt < retryMs) return;
      reportedAt = at.steady;
      reportLostDepartures();
    },
    async close() {
      for (const session of all) endFor(session, 'hub-stopped');
      await Promise.allSettled(leaving.values());
    },
  };
}
