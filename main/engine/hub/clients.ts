import { cooldowns, hubLimits } from '../../../core/contract/hub/agent-frames.ts';
import { fullBucket, type RateBucket, takeFrom } from '../../../core/domain/fleet/agents/rate-bucket.ts';
import {
  cooldownLeft,
  countViolation,
  noViolations,
  type ViolationBounds,
  type ViolationRecord,
} from '../../../core/domain/fleet/agents/violations.ts';
import type { FleetFacts } from '../../../core/domain/fleet/fleet-view.ts';
import type { RateLimits, RateTier } from '../../../core/domain/fleet/settings.ts';
import type { Timekeeper } from '../../../core/kernel/clock.ts';
import { TokenId } from '../../../core/kernel/ids.ts';
import type { ClientFacts } from './hub-options.ts';
import { createHourlyCounter, type HourlyCounter } from './telemetry/hourly-counter.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** Recent usage and remaining allowance of every client. A client is a token's id, or `ip:<address>` without one. */
export interface Clients {
  /** Takes one request of the tier; answers 0, or after how many milliseconds to ask again. */
  take(client: string, tier: RateTier): number;
  /** Counts a violation of a client; answers 0, or how long it has to stay away from now on. */
  violate(client: string, code: string): number;
  /** Milliseconds it still has to stay away. */
  cooldown(client: string): number;
  limitsOf(client: string): RateLimits;
  facts(): ReadonlyMap<TokenId, ClientFacts>;
  /** Lets go of clients that were not seen for an hour. */
  prune(): void;
}

export interface ClientsOptions {
  readonly state: () => FleetFacts;
  readonly limits: RateLimits;
  readonly telemetry: Telemetry;
  readonly timekeeper: Timekeeper;
}

const hourMs = 3_600_000;
/** Clients kept at most; the ones not seen the longest go first. */
const maxClients = 10_000;
const bounds: ViolationBounds = {
  most: hubLimits.violations,
  windowMs: 60_000,
  cooldowns,
  forgiveMs: hourMs,
};

interface Client {
  seenAt: number;
  seenSteady: number;
  readonly buckets: Map<RateTier, { readonly perMinute: number; readonly bucket: RateBucket }>;
  readonly violations: ViolationRecord;
  lastViolation: string | null;
  readonly limited: HourlyCounter;
  readonly violated: HourlyCounter;
}

export function createClients(options: ClientsOptions): Clients {
  const { state, limits, telemetry, timekeeper } = options;
  /** In the order in which they were last seen. */
  const clients = new Map<string, Client>();

  const clientOf = (id: string): Client => {
    const at = timekeeper.moment();
    const client = clients.get(id) ?? newClient();
    client.seenAt = at.wall;
    client.seenSteady = at.steady;
    clients.delete(id);
    clients.set(id, client);
    if (clients.size > maxClients) {
      const oldest = clients.keys().next();
      if (oldest.done !== true) clients.delete(oldest.value);
    }
    return client;
  };
  const limitsOf = (id: string): RateLimits => {
    const set = state().limits;
    return set.get(id) ?? set.get('*') ?? limits;
  };

  return {
    limitsOf,
    take(id, tier) {
      const client = clientOf(id);
      const { steady } = timekeeper.moment();
      const perMinute = limitsOf(id)[tier];
      let kept = client.buckets.get(tier);
      // A changed limit counts at once: what was left belongs to the old one.
      if (kept?.perMinute !== perMinute) {
        kept = { perMinute, bucket: fullBucket(perMinute, steady) };
        client.buckets.set(tier, kept);
      }
      const wait = takeFrom(kept.bucket, perMinute, steady);
      if (wait > 0) {
        // A flood is logged once per hundred refusals.
        if (client.limited.total(steady) % 100 === 0)
          telemetry.logEvent('client.rate-limited', { client: id, tier, waitMs: wait });
        client.limited.add(steady);
      }
      return wait;
    },
    violate(id, code) {
      const client = clientOf(id);
      const { steady } = timekeeper.moment();
      client.violated.add(steady);
      client.lastViolation = code;
      const pause = countViolation(client.violations, bounds, steady);
      telemetry.logEvent('client.violation', { client: id, code });
      if (pause > 0) telemetry.logEvent('client.cooldown', { client: id, pauseMs: pause });
      return pause;
    },
    cooldown: (id) => {
      const client = clients.get(id);
      return client === undefined ? 0 : cooldownLeft(client.violations, timekeeper.moment().steady);
    },
    facts() {
      const at = timekeeper.moment();
      const facts = new Map<TokenId, ClientFacts>();
      for (const [id, client] of clients) {
        const tokenId = TokenId.safeParse(id);
        if (!tokenId.success) continue;
        const left = cooldownLeft(client.violations, at.steady);
        facts.set(tokenId.data, {
          lastSeenAt: client.seenAt,
          limited: client.limited.total(at.steady),
          violations: client.violated.total(at.steady),
          lastViolation: client.lastViolation,
          cooldownUntil: left > 0 ? at.wall + left : null,
        });
      }
      return facts;
    },
    prune() {
      const { steady } = timekeeper.moment();
      for (const [id, client] of clients) {
        // The first that was seen lately: the rest was, too.
        if (steady - client.seenSteady < hourMs) return;
        clients.delete(id);
      }
    },
  };
}

function newClient(): Client {
  return {
    seenAt: 0,
    seenSteady: 0,
    buckets: new Map(),
    violations: noViolations(),
    lastViolation: null,
    limited: createHourlyCounter(),
    violated: createHourlyCounter(),
  };
}
