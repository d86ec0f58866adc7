import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';

export const feature: Feature = {
  id: 'metrics',
  title: 'Metrics',
  routes: [
    {
      path: '/metrics',
      title: 'Metrics',
      element: lazyScreen('the metrics', async () => (await import('./metrics-page.tsx')).MetricsPage),
    },
  ],
  commands: [
    {
      id: 'metrics.show',
      title: 'Show the metrics',
      group: 'Fleet',
      keys: 'g m',
      palette: false,
      run: () => navigate('/metrics'),
    },
  ],
};
