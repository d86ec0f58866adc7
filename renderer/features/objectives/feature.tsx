import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';

const editor = lazyScreen(
  'the editor',
  async () => (await import('./policy-editor-page.tsx')).PolicyEditorPage,
);

export const feature: Feature = {
  id: 'objectives',
  title: 'Objectives',
  routes: [
    {
      path: '/objectives',
      title: 'Objectives',
      element: lazyScreen(
        'the objectives',
        async () => (await import('./objectives-page.tsx')).ObjectivesPage,
      ),
    },
    { path: '/objectives/:policy/edit', title: 'Edit policy', element: editor },
    { path: '/new-policy', title: 'Write a policy', element: editor },
  ],
  commands: [
    {
      id: 'objectives.show',
      title: 'Show the service level objectives',
      group: 'Gates',
      keys: 'g j',
      words: ['slo'],
      run: () => navigate('/objectives'),
    },
  ],
};
