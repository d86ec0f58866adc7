import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';

export const feature: Feature = {
  id: 'bundles',
  title: 'Releases',
  routes: [
    {
      path: '/bundles',
      title: 'Bundles',
      element: lazyScreen('the bundles', async () => (await import('./list/bundles-page.tsx')).BundlesPage),
    },
    {
      path: '/environments',
      title: 'Environments',
      element: lazyScreen(
        'the environments',
        async () => (await import('./environments/environments-page.tsx')).EnvironmentsPage,
      ),
    },
    {
      path: '/lineage/:run',
      title: 'Lineage',
      element: lazyScreen(
        'the lineage',
        async () => (await import('./lineage/lineage-page.tsx')).LineagePage,
      ),
    },
  ],
  rail: {
    label: 'Releases',
    goKey: 'u',
    order: 55,
    section: 'areas',
    mark: 'crate',
    also: ['/bundles', '/environments', '/lineage'],
  },
  commands: [
    {
      id: 'bundles.open',
      title: 'Go to bundles',
      group: 'Releases',
      words: ['release', 'archive', 'verify'],
      run: () => navigate('/bundles'),
    },
    {
      id: 'environments.open',
      title: 'Go to environments',
      group: 'Releases',
      words: ['promote', 'rollback', 'deploy', 'staging', 'production'],
      run: () => navigate('/environments'),
    },
  ],
};
