import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';

export const feature: Feature = {
  id: 'costs',
  title: 'Costs',
  routes: [
    {
      path: '/costs',
      title: 'Costs',
      element: lazyScreen('the costs', async () => (await import('./costs-page.tsx')).CostsPage),
    },
  ],
  commands: [
    {
      id: 'costs.show',
      title: 'Show the costs',
      group: 'Fleet',
      keys: 'g o',
      words: ['money', 'budget', 'tokens', 'spent'],
      palette: false,
      run: () => navigate('/costs'),
    },
  ],
};
