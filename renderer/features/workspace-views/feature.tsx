import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';

const page = lazyScreen('all work', async () => (await import('./work-page.tsx')).WorkPage);

export const feature: Feature = {
  id: 'work',
  title: 'All work',
  routes: [
    { path: '/work', title: 'All work', element: page },
    { path: '/work/:tab', title: 'All work', element: page },
  ],
  rail: { label: 'All work', goKey: 'w', order: 30, section: 'areas', mark: 'table' },
  commands: [],
};
