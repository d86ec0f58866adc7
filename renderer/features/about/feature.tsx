import type { Feature } from '../../ui/feature.ts';
import { lazyScreen } from '../../ui/lazy-screen.tsx';

export const feature: Feature = {
  id: 'about',
  title: 'About Quarterdeck',
  routes: [
    {
      path: '/about',
      title: 'About Quarterdeck',
      element: lazyScreen('about', async () => (await import('./about-screen.tsx')).AboutScreen),
    },
  ],
  commands: [],
};
