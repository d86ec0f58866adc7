import { useView } from '../../bridge/hooks.ts';
import { Count } from '../../ui/marks/badge.tsx';

/** How many agents are connected of how many, beside the rail's entry; nothing while that isn't known. */
export function FleetCount() {
  const { rows, phase } = useView('hub.status', {});
  const hub = rows[0];
  if (hub === undefined || hub.agents === 0 || phase !== 'live') return null;
  return hub.connected === hub.agents ? (
    <Count value={hub.agents} label="agents, all connected" />
  ) : (
    <Count value={hub.connected} label={`of ${hub.agents} agents connected`} />
  );
}
