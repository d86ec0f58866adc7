import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';

const editor = lazyScreen(
  'the editor',
  async () => (await import('./editor/gate-editor-page.tsx')).GateEditorPage,
);

export const feature: Feature = {
  id: 'gates',
  title: 'Gates',
  routes: [
    {
      path: '/gates',
      title: 'Gates',
      element: lazyScreen('the gates', async () => (await import('./list/gates-page.tsx')).GatesPage),
    },
    {
      path: '/gates/:gate',
      title: 'Gate',
      element: lazyScreen('the gate', async () => (await import('./gate/gate-page.tsx')).GatePage),
    },
    {
      path: '/gates/:gate/edit',
      title: 'Edit gate',
      element: editor,
    },
    {
      path: '/new-gate',
      title: 'Write a gate',
      element: editor,
    },
    {
      path: '/exceptions',
      title: 'Exceptions',
      element: lazyScreen(
        'the exceptions',
        async () => (await import('./exceptions/exceptions-page.tsx')).ExceptionsPage,
      ),
    },
  ],
  rail: {
    label: 'Gates',
    goKey: 'g',
    order: 47,
    section: 'areas',
    mark: 'gate',
    also: ['/new-gate', '/exceptions', '/objectives', '/new-policy'],
  },
  commands: [
    {
      id: 'exceptions.show',
      title: 'Show the exceptions',
      group: 'Gates',
      keys: 'g x',
      run: () => navigate('/exceptions'),
    },
  ],
};
