import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';

export const feature: Feature = {
  id: 'evidence',
  title: 'Evidence',
  routes: [
    {
      path: '/evidence',
      title: 'Evidence',
      element: lazyScreen('the evidence', async () => (await import('./evidence-page.tsx')).EvidencePage),
    },
  ],
  rail: { label: 'Evidence', goKey: 'e', order: 45, section: 'areas', mark: 'proof' },
  commands: [],
};
