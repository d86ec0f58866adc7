import type { Feature } from '../../ui/feature.ts';
import { lazyScreen } from '../../ui/lazy-screen.tsx';
import { navigate } from '../../ui/navigation.tsx';

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
