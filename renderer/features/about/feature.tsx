import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';

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
