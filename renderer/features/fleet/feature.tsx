import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { AddAgentDialog } from './add/add-agent-dialog.tsx';
import { FleetCount } from './fleet-count.tsx';
import { startSample, stopSample } from './sample-actions.ts';
import { useFleetDialogs } from './store.ts';

export const feature: Feature = {
  id: 'fleet',
  title: 'Fleet',
  routes: [
    {
      path: '/fleet',
      title: 'Fleet',
      element: lazyScreen('the fleet', async () => (await import('./fleet-screen.tsx')).FleetScreen),
    },
    {
      path: '/fleet/:agent',
      title: 'Agent',
      element: lazyScreen('the agent', async () => (await import('./agent/agent-page.tsx')).AgentPage),
    },
  ],
  rail: {
    label: 'Fleet',
    goKey: 'f',
    order: 35,
    section: 'areas',
    mark: 'ship',
    also: [
      '/queue',
      '/tasks',
      '/dead-letters',
      '/proposals',
      '/costs',
      '/metrics',
      '/endpoints',
      '/repositories',
      '/hub',
    ],
    fact: <FleetCount />,
  },
  commands: [
    {
      id: 'fleet.add-agent',
      title: 'Add an agent',
      group: 'Fleet',
      words: ['sidecar', 'onboard', 'token', 'install'],
      run: () => useFleetDialogs.getState().add(true),
    },
    {
      id: 'fleet.start-sample',
      title: 'Start the sample fleet',
      group: 'Fleet',
      words: ['demo', 'try'],
      run: startSample,
    },
    {
      id: 'fleet.stop-sample',
      title: 'Stop the sample fleet',
      group: 'Fleet',
      words: ['demo', 'remove'],
      run: stopSample,
    },
  ],
  layer: <AddAgentDialog />,
};
