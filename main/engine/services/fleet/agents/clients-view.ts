import type { RowOf } from '../../../../../core/contract/index.ts';
import { defaultRateLimits } from '../../../../../core/domain/fleet/agents/rate-bucket.ts';
import { hubClients } from '../../../../../db/readers/fleet/hub.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

/** Every token there ever was, the valid ones first, with what its holder did since the hub listens. */
export function clientsView({ view, hubs, listener, db }: FleetDeps): ViewAnswer<'hub.clients'> {
  const seen = listener.clients();
  const { limits } = view.now;
  const everybody = limits.get('*') ?? defaultRateLimits;
  const rows = hubClients(db.read, hubs.own.n).map((client): RowOf<'hub.clients'> => {
    const facts = seen.get(client.id);
    return {
      ...client,
      lastSeenAt: facts?.lastSeenAt ?? null,
      limits: limits.get(client.id) ?? everybody,
      overridden: limits.has(client.id),
      limited: facts?.limited ?? 0,
      violations: facts?.violations ?? 0,
      lastViolation: facts?.lastViolation ?? null,
      cooldownUntil: facts?.cooldownUntil ?? null,
    };
  });
  return { rows, extra: {} };
}
