import type { Feature } from '../../ui/frame/feature.ts';
import { showWelcome } from './store.ts';
import { Welcome } from './welcome.tsx';

export const feature: Feature = {
  id: 'welcome',
  title: 'Welcome',
  routes: [],
  commands: [
    {
      id: 'welcome.show',
      title: 'Show the welcome',
      group: 'Frame',
      words: ['introduction', 'start', 'help'],
      run: showWelcome,
    },
  ],
  above: { path: '/', element: <Welcome /> },
};
