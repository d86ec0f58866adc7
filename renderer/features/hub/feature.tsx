import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';

export const feature: Feature = {
  id: 'hub',
  title: 'Hub settings',
  routes: [
    {
      path: '/hub',
      title: 'Hub settings',
      element: lazyScreen('the hub’s settings', async () => (await import('./hub-screen.tsx')).HubScreen),
    },
  ],
  commands: [],
};
