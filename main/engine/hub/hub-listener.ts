import type { DisconnectReason } from '../../../core/domain/fleet/agents/disconnect-reason.ts';
import type { HubListen } from '../../../core/domain/fleet/settings.ts';
import type { Clock } from '../../../core/kernel/clock.ts';
import type { AgentId, TokenId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { Log } from '../../../node/log/log.ts';
import { isLoopback } from './hub-guard.ts';
import type { ClientFacts, HubServer } from './hub-options.ts';

/** How the hub's server stands: what of it can be reached, or why nothing. */
export interface Listening {
  readonly state: 'starting' | 'running' | 'off' | 'failed';
  readonly note: string | null;
  readonly url: string | null;
  readonly startedAt: number | null;
}

/** The part of the running hub that listens; the fleet itself is in the core. */
export interface HubListener {
  now(): Listening;
  /** As set on this device. */
  readonly settings: HubListen;
  /** Restarts the listener at once; when that fails, the previous settings stay in force. */
  change(settings: HubListen): Promise<Result<{ readonly url: string | null }>>;
  disconnect(agentId: AgentId, reason: DisconnectReason): void;
  clients(): ReadonlyMap<TokenId, ClientFacts>;
  close(): Promise<void>;
}

export interface HubListenerOptions {
  /** False in a shell that does not listen: settings changed there take effect in the next one that does. */
  readonly mayListen: boolean;
  readonly settings: HubListen;
  readonly keep: (settings: HubListen) => Result<null>;
  readonly open: (settings: HubListen) => Promise<Result<HubServer>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: () => void;
}

/** Starts and stops the hub's server. A failure is shown and keeps nothing else from working. */
export function createHubListener(options: HubListenerOptions): HubListener & { open(): Promise<void> } {
  const { mayListen, clock, log, changed } = options;
  let { settings } = options;
  let server: HubServer | null = null;
  let state: Listening['state'] = 'off';
  let problem: string | null = null;
  let startedAt: number | null = null;
  /** Changes of the settings are applied one after the other. */
  let turn: Promise<unknown> = Promise.resolve();

  const open = async (wanted: HubListen): Promise<Result<null>> => {
    state = 'starting';
    problem = null;
    changed();
    const opened = await options.open(wanted);
    if (opened.ok) {
      server = opened.value;
      startedAt = clock.now();
      state = 'running';
    } else {
      state = 'failed';
      problem = opened.error.message;
      log.warn(opened.error.message, opened.error.facts);
    }
    changed();
    return opened.ok ? ok(null) : opened;
  };

  const close = async (): Promise<void> => {
    const ending = server;
    server = null;
    startedAt = null;
    state = 'off';
    await ending?.close();
    changed();
  };

  const change = async (wanted: HubListen): Promise<Result<{ readonly url: string | null }>> => {
    if (
      wanted.enabled &&
      !isLoopback(wanted.host) &&
      (wanted.certificateFile === null || wanted.keyFile === null)
    ) {
      return fail(
        'hub.needs-certificate',
        `Listening on ${wanted.host} opens the hub to the network, which needs a certificate and its key. Nothing was changed.`,
        { host: wanted.host },
      );
    }
    if (mayListen) {
      await close();
      const opened = wanted.enabled ? await open(wanted) : ok(null);
      if (!opened.ok) {
        if (settings.enabled) await open(settings);
        return opened;
      }
    }
    const kept = options.keep(wanted);
    if (!kept.ok) return kept;
    settings = wanted;
    changed();
    return ok({ url: server?.url ?? null });
  };

  return {
    async open() {
      if (mayListen && settings.enabled) await open(settings);
    },
    now: () => ({
      state,
      note:
        problem ??
        server?.note ??
        (mayListen ? takenNote(server) : 'The hub runs while the app or "quarterdeck serve" is open.'),
      url: server?.url ?? null,
      startedAt,
    }),
    get settings() {
      return settings;
    },
    change(wanted) {
      const next = turn.then(() => change(wanted));
      turn = next.catch(() => undefined);
      return next;
    },
    disconnect: (agentId, reason) => server?.disconnect(agentId, reason),
    clients: () => server?.clients() ?? new Map(),
    async close() {
      await turn;
      await close();
    },
  };
}

function takenNote(server: HubServer | null): string | null {
  if (server === null || server.taken === null) return null;
  return `Another program holds port ${server.taken}, so the hub listens on ${server.port} this time. Agents set up before look for it on ${server.taken}.`;
}
