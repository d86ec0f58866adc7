import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { AlertCount } from './alert-count.tsx';

export const feature: Feature = {
  id: 'alerts',
  title: 'Alerts',
  routes: [
    {
      path: '/alerts',
      title: 'Alerts',
      element: lazyScreen('the alerts', async () => (await import('./alerts-page.tsx')).AlertsPage),
    },
    {
      path: '/alerts/rules',
      title: 'Alert rules',
      element: lazyScreen(
        'the alert rules',
        async () => (await import('./alert-rules-page.tsx')).AlertRulesPage,
      ),
    },
  ],
  rail: {
    label: 'Alerts',
    goKey: 'i',
    order: 15,
    section: 'areas',
    mark: 'bell',
    also: ['/alerts/rules'],
    fact: <AlertCount />,
  },
  commands: [],
};
