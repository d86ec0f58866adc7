import type { Feature } from '../../ui/feature.ts';
import { lazyScreen } from '../../ui/lazy-screen.tsx';

export const feature: Feature = {
  id: 'diagnostics',
  title: 'Diagnostics',
  routes: [
    {
      path: '/diagnostics',
      title: 'Diagnostics',
      element: lazyScreen(
        'diagnostics',
        async () => (await import('./diagnostics-screen.tsx')).DiagnosticsScreen,
      ),
    },
  ],
  rail: { label: 'Diagnostics', goKey: 'd', order: 120, section: 'workspace', mark: 'pulse' },
  commands: [],
};
