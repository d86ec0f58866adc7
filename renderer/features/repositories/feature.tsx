import type { Feature } from '../../ui/feature.ts';
import { lazyScreen } from '../../ui/lazy-screen.tsx';

export const feature: Feature = {
  id: 'repositories',
  title: 'Repositories',
  routes: [
    {
      path: '/repositories',
      title: 'Repositories',
      element: lazyScreen(
        'the repositories',
        async () => (await import('./repositories-screen.tsx')).RepositoriesScreen,
      ),
    },
  ],
  commands: [],
};
