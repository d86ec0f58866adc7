import { classNames } from '../class-names.ts';
import { intoView } from '../layout/into-view.ts';
import styles from './area-nav.module.css';
import { Link, useAddress } from './navigation.tsx';

export interface AreaNavProps {
  readonly label: string;
  readonly places: readonly { readonly path: string; readonly label: string }[];
}

/** The screens of an area, at the head of each of them: the rail names the area, this strip its parts. */
export function AreaNav({ label, places }: AreaNavProps) {
  const here = new URL(useAddress(), 'http://app').pathname;
  return (
    <nav aria-label={label} className={styles.nav}>
      {places.map(({ path, label: words }) => {
        const current = here === path ? 'page' : here.startsWith(`${path}/`) ? 'true' : undefined;
        return (
          <Link
            key={path}
            to={path}
            ref={current === undefined ? null : intoView}
            className={classNames(styles.place)}
            aria-current={current}
          >
            {words}
          </Link>
        );
      })}
    </nav>
  );
}
