import { useView } from '../../bridge/hooks.ts';
import shared from '../../domains/readiness/screens.module.css';
import { navigate, useRoute } from '../../ui/frame/navigation.tsx';
import { Tabs } from '../../ui/layout/tabs.tsx';
import { EnvironmentsTab } from './environments/environments-tab.tsx';
import { BundlesTab } from './list/bundles-tab.tsx';
import { ReleaseProgress } from './release-progress.tsx';

/** `/bundles` and `/environments`: what is released, and where it runs. */
export function ReleasesPage() {
  const tab = useRoute().path.startsWith('/environments') ? 'environments' : 'bundles';
  const bundles = useView('bundles.list', {});
  const environments = useView('environments.list', {});
  return (
    <div className={shared.page}>
      <ReleaseProgress />
      <Tabs
        label="Releases"
        selected={tab}
        onSelect={(id) => navigate(id === 'environments' ? '/environments' : '/bundles')}
        tabs={[
          {
            id: 'bundles',
            label: 'Bundles',
            content: <BundlesTab bundles={bundles} environments={environments.rows} />,
          },
          {
            id: 'environments',
            label: 'Environments',
            content: <EnvironmentsTab environments={environments} bundles={bundles.rows} />,
          },
        ]}
      />
    </div>
  );
}
