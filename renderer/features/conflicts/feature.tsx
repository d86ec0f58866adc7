import type { Feature } from '../../ui/frame/feature.ts';
import { ConflictCount } from './conflict-count.tsx';
import { ConflictsPage } from './conflicts-page.tsx';

export const feature: Feature = {
  id: 'conflicts',
  title: 'Conflicts',
  routes: [{ path: '/conflicts', title: 'Conflicts', element: <ConflictsPage /> }],
  rail: {
    label: 'Conflicts',
    goKey: 'c',
    order: 50,
    section: 'areas',
    mark: 'fork',
    fact: <ConflictCount />,
  },
  commands: [],
};
