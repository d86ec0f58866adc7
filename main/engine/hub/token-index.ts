import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import type { FleetFacts } from '../../../core/domain/fleet/fleet-view.ts';
import type { HubToken } from '../../../core/domain/fleet/state.ts';
import { tokenDigest } from './fresh-token.ts';

/** Finds the token a client shows. Only digests are compared, so neither memory nor a log ever holds one in clear. */
export interface TokenIndex {
  /** By the whole Authorization header; null for no, a malformed, an unknown or a revoked token. */
  find(authorization: string | undefined): HubToken | null;
  follow(events: readonly FleetEvent[]): void;
}

const form = /^Bearer (qd_[A-Za-z0-9_-]{43})$/;
const moving: ReadonlySet<FleetEvent['type']> = new Set([
  'token.added',
  'token.revoked',
  'agent.removed',
  'sample.removed',
]);

export function createTokenIndex(state: () => FleetFacts): TokenIndex {
  let source: FleetFacts['tokens'] | null = null;
  let byDigest = new Map<string, HubToken>();
  const current = (): ReadonlyMap<string, HubToken> => {
    const { tokens } = state();
    if (tokens !== source) {
      byDigest = new Map([...tokens.values()].map((token) => [token.sha256, token]));
      source = tokens;
    }
    return byDigest;
  };

  return {
    find(authorization) {
      const token = form.exec(authorization ?? '')?.[1];
      if (token === undefined) return null;
      return current().get(tokenDigest(token)) ?? null;
    },
    follow(events) {
      if (events.some((event) => moving.has(event.type))) source = null;
    },
  };
}
