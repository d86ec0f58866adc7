import type { Feature } from '../../ui/frame/feature.ts';
import { FindingCount } from './finding-count.tsx';
import { FindingsPage } from './findings-page.tsx';

export const feature: Feature = {
  id: 'findings',
  title: 'Findings',
  routes: [{ path: '/findings', title: 'Findings', element: <FindingsPage /> }],
  rail: { label: 'Findings', goKey: 'n', order: 40, section: 'areas', mark: 'flag', fact: <FindingCount /> },
  commands: [],
};
