import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';

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
  commands: [
    {
      id: 'settings.stale',
      title: 'Set when a tracker counts as stale',
      group: 'Workspace',
      words: ['days', 'last verified', 'old'],
      run: () => navigate('/settings'),
    },
    {
      id: 'settings.log',
      title: 'Set whether edits write a change-log line',
      group: 'Workspace',
      words: ['history'],
      run: () => navigate('/settings'),
    },
    {
      id: 'settings.copy',
      title: 'Copy the whole workspace',
      group: 'Workspace',
      words: ['backup', 'folder', 'take along'],
      run: () => navigate('/settings'),
    },
    {
      id: 'settings.sample',
      title: 'Remove the sample, or load it again',
      group: 'Workspace',
      run: () => navigate('/settings'),
    },
  ],
};
