import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';

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
  commands: [
    {
      id: 'diagnostics.report',
      title: 'Copy versions and health for a report',
      group: 'Workspace',
      words: ['bug', 'version', 'support'],
      run: () => navigate('/diagnostics'),
    },
    {
      id: 'diagnostics.verify',
      title: 'Replay the logs and compare',
      group: 'Workspace',
      words: ['verify', 'rebuild', 'check', 'integrity'],
      run: () => navigate('/diagnostics'),
    },
    {
      id: 'diagnostics.jobs',
      title: 'See work in the background',
      group: 'Workspace',
      words: ['jobs', 'import', 'progress'],
      run: () => navigate('/diagnostics'),
    },
  ],
};
