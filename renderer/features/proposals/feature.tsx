import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';

export const feature: Feature = {
  id: 'proposals',
  title: 'Proposals',
  routes: [
    {
      path: '/proposals',
      title: 'Proposals',
      element: lazyScreen('the proposals', async () => (await import('./proposals-page.tsx')).ProposalsPage),
    },
  ],
  commands: [],
};
