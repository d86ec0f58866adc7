import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';
import { ReviewCount } from './review-count.tsx';

export const feature: Feature = {
  id: 'readiness',
  title: 'Readiness',
  routes: [
    {
      path: '/readiness',
      title: 'Readiness',
      element: lazyScreen('readiness', async () => (await import('./board/board-page.tsx')).BoardPage),
    },
    {
      path: '/reviews',
      title: 'Reviews',
      element: lazyScreen('reviews', async () => (await import('./reviews-page.tsx')).ReviewsPage),
    },
    {
      path: '/readiness/gaps',
      title: 'Gaps',
      element: lazyScreen('gaps', async () => (await import('./gaps-page.tsx')).GapsPage),
    },
    {
      path: '/readiness/policy',
      title: 'Sign-off policy',
      element: lazyScreen('the policy', async () => (await import('./policy/policy-page.tsx')).PolicyPage),
    },
    {
      path: '/readiness/items/:item',
      title: 'Item',
      element: lazyScreen('the item', async () => (await import('./item-page.tsx')).ItemPage),
    },
  ],
  rail: {
    label: 'Readiness',
    goKey: 'r',
    order: 42,
    section: 'areas',
    mark: 'seal',
    also: ['/reviews'],
    fact: <ReviewCount />,
  },
  commands: [
    {
      id: 'readiness.reviews',
      title: 'Go to reviews',
      group: 'Go to',
      keys: 'g v',
      words: ['inbox', 'sign', 'sign-off', 'approve', 'return'],
      run: () => navigate('/reviews'),
    },
    {
      id: 'readiness.policy',
      title: 'Edit the sign-off policy',
      group: 'Readiness',
      words: ['roles', 'holders', 'required'],
      run: () => navigate('/readiness/policy'),
    },
  ],
};
