import type { Feature } from '../../ui/frame/feature.ts';
import { BridgeScreen } from './bridge-screen.tsx';

export const feature: Feature = {
  id: 'bridge',
  title: 'Bridge',
  routes: [{ path: '/', title: 'Bridge', element: <BridgeScreen /> }],
  rail: { label: 'Bridge', goKey: 'b', order: 10, section: 'areas', mark: 'helm' },
  commands: [],
};
