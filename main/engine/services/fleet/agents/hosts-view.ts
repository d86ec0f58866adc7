import type { RowOf } from '../../../../../core/contract/index.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

const staleAfterMs = 90_000;

/** Machines by host name, each with the latest report of one of its agents. */
export function hostsView({ view, timekeeper }: FleetDeps): ViewAnswer<'hosts.list'> {
  const now = timekeeper.moment();
  const hosts = new Map<string, RowOf<'hosts.list'>>();
  for (const {
    id,
    name,
    facts,
    resources,
    resourcesAt,
    heartbeatAt,
    heartbeatSteady,
  } of view.now.agents.values()) {
    if (facts === null || resources === null || resourcesAt === null) continue;
    const known = hosts.get(facts.host);
    const agents = [...(known?.agents ?? []), { id, name }];
    if (known !== undefined && known.reportedAt >= resourcesAt) {
      hosts.set(facts.host, { ...known, agents });
      continue;
    }
    // How old a report is shows by the steady clock: from its agent's last sign of life, and from there by their distance.
    const silence = heartbeatSteady === null ? Infinity : now.steady - heartbeatSteady;
    const stale = silence + Math.max(0, (heartbeatAt ?? now.wall) - resourcesAt) > staleAfterMs;
    hosts.set(facts.host, { id: facts.host, resources, reportedAt: resourcesAt, stale, agents });
  }
  const rows = [...hosts.values()].toSorted((a, b) => a.id.localeCompare(b.id, 'en'));
  return { rows, extra: {} };
}
