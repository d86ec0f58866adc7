import { useView } from '../../bridge/hooks.ts';
import { Link, useAddress } from '../../ui/frame/navigation.tsx';
import { intoView } from '../../ui/layout/into-view.ts';
import { Count } from '../../ui/marks/badge.tsx';
import styles from './readiness.module.css';

/** The screens of readiness, at the head of each of them. */
export function ReadinessNav() {
  const here = new URL(useAddress(), 'http://app').pathname;
  const waiting = useView('signoffs.inbox', {}).extra?.waiting ?? 0;
  const places = [
    { path: '/readiness', label: 'Board', count: 0 },
    { path: '/reviews', label: 'Reviews', count: waiting },
    { path: '/readiness/gaps', label: 'Gaps', count: 0 },
    { path: '/readiness/policy', label: 'Policy', count: 0 },
  ];
  return (
    <nav aria-label="Readiness" className={styles.nav}>
      {places.map(({ path, label, count }) => (
        <Link
          key={path}
          to={path}
          ref={here === path ? intoView : null}
          className={styles.place}
          aria-current={here === path ? 'page' : undefined}
        >
          {label}
          {count === 0 ? null : <Count value={count} label="waiting for you" />}
        </Link>
      ))}
    </nav>
  );
}
