import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import type { Signoff } from './signoff-labels.ts';
import styles from './signoffs.module.css';

interface RoleListProps {
  readonly reviews: Signoff['reviews'];
  /** Somebody asked for these; else they would be asked for. */
  readonly asked: boolean;
}

/** Each role with who signed in it, or who may. */
export function RoleList({ reviews, asked }: RoleListProps) {
  return (
    <ul className={styles.roles} aria-label={asked ? 'Roles' : 'Roles that would be asked for'}>
      {reviews.map(({ role, title, holders, signed }) => (
        <li key={role}>
          <StateMark
            mark={signed === null ? 'planned' : 'locked'}
            label={signed === null ? 'Not signed' : 'Signed'}
          />
          <span className={styles.roleTitle}>{title}</span>
          <span className={styles.muted}>
            {signed === null ? (
              holders.length === 0 ? (
                'anybody here may sign'
              ) : (
                holders.join(', ')
              )
            ) : (
              <>
                signed by {signed.by}, <TimeText at={signed.at} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
