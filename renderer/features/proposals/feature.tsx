import type { Feature } from '../../ui/feature.ts';
import { lazyScreen } from '../../ui/lazy-screen.tsx';

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
