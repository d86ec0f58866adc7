import { FleetNav } from '../../domains/fleet/fleet-nav.tsx';
import { PageGrid } from '../../ui/layout/panel.tsx';
import { EndpointsPanel } from './endpoints-panel.tsx';
import { HostsPanel } from './hosts-panel.tsx';

/** Where models answer, and how busy the machines are. */
export function EndpointsScreen() {
  return (
    <>
      <FleetNav />
      <PageGrid>
        <EndpointsPanel />
        <HostsPanel />
      </PageGrid>
    </>
  );
}
