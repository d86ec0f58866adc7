import type { Feature } from '../../ui/feature.ts';
import { lazyScreen } from '../../ui/lazy-screen.tsx';

export const feature: Feature = {
  id: 'settings',
  title: 'Settings',
  routes: [
    {
      path: '/settings',
      title: 'Settings',
      element: lazyScreen('settings', async () => (await import('./settings-screen.tsx')).SettingsScreen),
    },
  ],
  rail: { label: 'Settings', goKey: 's', order: 130, section: 'workspace', mark: 'sliders' },
  commands: [],
};
