import type { Feature } from '../../ui/feature.ts';
import { DiagnosticsScreen } from './diagnostics-screen.tsx';

export const feature: Feature = {
  id: 'diagnostics',
  title: 'Diagnostics',
  routes: [{ path: '/diagnostics', title: 'Diagnostics', element: <DiagnosticsScreen /> }],
  rail: { label: 'Diagnostics', goKey: 'd', order: 120, section: 'workspace', mark: 'pulse' },
  commands: [],
};
