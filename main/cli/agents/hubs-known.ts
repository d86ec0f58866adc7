import type { RowOf } from '../../../core/contract/index.ts';
import type { WireClient } from '../../../core/contract/transport/client.ts';
import type { HubId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { readView } from '../context.ts';

export interface HubsKnown {
  /** The hub on this device. */
  readonly here: HubId | null;
  /** Only where there are several, a list names the hub of each row. */
  readonly areSeveral: boolean;
  readonly nameOf: (id: HubId) => string;
}

export async function hubsKnown(client: WireClient): Promise<Result<HubsKnown>> {
  const hubs = await readView(client, 'hub.list', {});
  if (!hubs.ok) return hubs;
  const { rows } = hubs.value;
  return ok({
    here: rows.find(({ isHere }) => isHere)?.id ?? null,
    areSeveral: rows.length > 1,
    nameOf: (id) => rows.find((hub) => hub.id === id)?.name ?? id,
  });
}

/** The agents that take orders from here. */
export async function agentsHere(client: WireClient): Promise<Result<readonly RowOf<'agents.list'>[]>> {
  const hubs = await hubsKnown(client);
  if (!hubs.ok) return hubs;
  const agents = await readView(client, 'agents.list', { hubId: hubs.value.here });
  return agents.ok ? ok(agents.value.rows) : agents;
}
