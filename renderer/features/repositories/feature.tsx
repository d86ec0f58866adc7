import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';

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
