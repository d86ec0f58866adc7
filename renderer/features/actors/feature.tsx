import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { AddActorDialog } from './add-actor-dialog.tsx';
import { useActorDialogs } from './store.ts';

export const feature: Feature = {
  id: 'people',
  title: 'People and keys',
  routes: [
    {
      path: '/people',
      title: 'People and keys',
      element: lazyScreen('people and keys', async () => (await import('./actors-screen.tsx')).ActorsScreen),
    },
  ],
  rail: { label: 'People and keys', goKey: 'p', order: 110, section: 'workspace', mark: 'person' },
  commands: [
    {
      id: 'people.add',
      title: 'Add a person',
      group: 'People and keys',
      words: ['actor', 'key', 'sign', 'passphrase'],
      run: () => useActorDialogs.getState().add(true),
    },
  ],
  layer: <AddActorDialog />,
};
