import { intoView } from '../layout/into-view.ts';
import { Count } from '../marks/badge.tsx';
import styles from './area-nav.module.css';
import { Link, useAddress } from './navigation.tsx';

export interface AreaNavProps {
  readonly label: string;
  readonly places: readonly AreaPlace[];
}

export interface AreaPlace {
  readonly path: string;
  readonly label: string;
  /** How much there waits for the person, and what to call that; none is not shown. */
  readonly waiting?: { readonly count: number; readonly label: string };
}

/** The screens of an area, at the head of each of them: the rail names the area, this strip its parts. */
export function AreaNav({ label, places }: AreaNavProps) {
  const here = new URL(useAddress(), 'http://app').pathname;
  return (
    <nav aria-label={label} className={styles.nav}>
      {places.map(({ path, label: words, waiting }) => {
        const isPart = here.startsWith(`${path}/`) && !places.some((place) => place.path === here);
        const current = here === path ? 'page' : isPart ? 'true' : undefined;
        return (
          <Link
            key={path}
            to={path}
            ref={current === undefined ? null : intoView}
            className={styles.place}
            aria-current={current}
          >
            {words}
            {waiting === undefined || waiting.count === 0 ? null : (
              <Count value={waiting.count} label={waiting.label} />
            )}
          </Link>
        );
      })}
    </nav>
  );
}
