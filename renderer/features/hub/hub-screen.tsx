import { useView } from '../../bridge/hooks.ts';
import { FleetNav } from '../../domains/fleet/fleet-nav.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { PageGrid } from '../../ui/layout/panel.tsx';
import { BudgetPanel } from './budget-panel.tsx';
import { ClientsPanel } from './clients-panel.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { ListenPanel } from './listen-panel.tsx';
import { RoutesPanel } from './routes-panel.tsx';
import { TimingsPanel } from './timings-panel.tsx';

/** How the hub of this machine behaves, and who talks to it. */
export function HubScreen() {
  const view = useView('hub.settings', {});
  const settings = view.rows[0];
  const status = useView('hub.status', {}).rows[0];
  const lost = view.phase === 'lost';
  return (
    <>
      <FleetNav />
      {settings === undefined ? (
        <Skeleton label="the hub’s settings" lines={8} />
      ) : (
        <PageGrid>
          <ListenPanel listen={settings.listen} status={status ?? null} lost={lost} />
          <LimitsPanel limits={settings.limits} />
          <TimingsPanel settings={settings.fleet} />
          <BudgetPanel settings={settings.fleet} />
          <RoutesPanel settings={settings.fleet} />
          <ClientsPanel limits={settings.limits} />
        </PageGrid>
      )}
    </>
  );
}
