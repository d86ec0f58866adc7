import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';

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
