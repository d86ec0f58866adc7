import { classNames } from '../../ui/class-names.ts';
import { Link, useAddress } from '../../ui/frame/navigation.tsx';
import { intoView } from '../../ui/layout/into-view.ts';
import styles from './fleet-nav.module.css';

const places: readonly { readonly path: string; readonly label: string }[] = [
  { path: '/fleet', label: 'Agents' },
  { path: '/queue', label: 'Queue' },
  { path: '/tasks', label: 'Tasks' },
  { path: '/dead-letters', label: 'Dead letters' },
  { path: '/proposals', label: 'Proposals' },
  { path: '/costs', label: 'Costs' },
  { path: '/metrics', label: 'Metrics' },
  { path: '/endpoints', label: 'Endpoints' },
  { path: '/repositories', label: 'Repositories' },
  { path: '/hub', label: 'Hub' },
];

/** The screens of the fleet, at the head of each of them: the rail names the area, this strip its parts. */
export function FleetNav() {
  const here = new URL(useAddress(), 'http://app').pathname;
  return (
    <nav aria-label="Fleet" className={styles.nav}>
      {places.map(({ path, label }) => {
        const current = here === path ? 'page' : here.startsWith(`${path}/`) ? 'true' : undefined;
        return (
          <Link
            key={path}
            to={path}
            ref={current === undefined ? null : intoView}
            className={classNames(styles.place)}
            aria-current={current}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
