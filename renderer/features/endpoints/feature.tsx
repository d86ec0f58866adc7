import type { Feature } from '../../ui/feature.ts';
import { lazyScreen } from '../../ui/lazy-screen.tsx';

export const feature: Feature = {
  id: 'endpoints',
  title: 'Endpoints and hosts',
  routes: [
    {
      path: '/endpoints',
      title: 'Endpoints and hosts',
      element: lazyScreen(
        'the endpoints',
        async () => (await import('./endpoints-screen.tsx')).EndpointsScreen,
      ),
    },
  ],
  commands: [],
};
