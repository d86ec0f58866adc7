import { useView } from '../../bridge/hooks.ts';
import { AreaNav } from '../../ui/frame/area-nav.tsx';

/** The screens of readiness, at the head of each of them. */
export function ReadinessNav() {
  const waiting = useView('signoffs.inbox', {}).extra?.waiting ?? 0;
  const places = [
    { path: '/readiness', label: 'Board' },
    { path: '/reviews', label: 'Reviews', waiting: { count: waiting, label: 'waiting for you' } },
    { path: '/readiness/gaps', label: 'Gaps' },
    { path: '/readiness/policy', label: 'Policy' },
  ];
  return <AreaNav label="Readiness" places={places} />;
}
