import type { Feature } from '../../ui/feature.ts';
import { SettingsScreen } from './settings-screen.tsx';

export const feature: Feature = {
  id: 'settings',
  title: 'Settings',
  routes: [{ path: '/settings', title: 'Settings', element: <SettingsScreen /> }],
  rail: { label: 'Settings', goKey: 's', order: 130, section: 'workspace', mark: 'sliders' },
  commands: [],
};
