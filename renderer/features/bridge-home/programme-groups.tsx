import { useState } from 'react';
import type {
  TrackerGroup,
  TrackerGrouping,
} from '../../../core/domain/trackers/listing/tracker-grouping.ts';
import { useView } from '../../bridge/hooks.ts';
import { few } from '../../domains/trackers/listing/few.ts';
import { groupTitle } from '../../domains/trackers/listing/grouping.ts';
import { progressOf } from '../../domains/trackers/model/progress.ts';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { Icon } from '../../ui/marks/icon.tsx';
import { StateBar } from '../../ui/marks/state-bar.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import styles from './bridge.module.css';
import { ProgrammeList } from './programme-list.tsx';

interface GroupsProps {
  readonly by: TrackerGrouping;
  readonly groups: readonly TrackerGroup[];
  /** However many of them came. */
  readonly count: number;
  readonly find: string;
}

/** Groups of trackers with the progress of all their items; one at a time is open. */
export function ProgrammeGroups({ by, groups, count, find }: GroupsProps) {
  const [open, setOpen] = useState<string | null>(null);
  const shown = groups.slice(0, few);
  return (
    <>
      <ul className={styles.programmes}>
        {shown.map((group) => (
          <li key={group.key}>
            <button
              type="button"
              className={styles.programme}
              aria-expanded={open === group.key}
              onClick={() => setOpen(open === group.key ? null : group.key)}
            >
              <span className={styles.groupName}>
                <Icon name={open === group.key ? 'down' : 'right'} />
                <b title={groupTitle(by, group.key)}>{groupTitle(by, group.key)}</b>
              </span>
              <StateBar
                parts={progressOf(group.counts).parts.map(({ state, count: items }) => ({
                  mark: state,
                  count: items,
                }))}
                label={groupTitle(by, group.key)}
              />
              <span className={styles.figure}>{formatCount(group.count, 'tracker')}</span>
            </button>
            {open === group.key ? <Members by={by} group={group.key} find={find} /> : null}
          </li>
        ))}
      </ul>
      {count === shown.length ? null : (
        <p className={styles.more}>
          The first {few} groups are shown.{' '}
          <TextLink href="/trackers">All {formatCount(count, 'group')}</TextLink>
        </p>
      )}
    </>
  );
}

interface MembersProps {
  readonly by: TrackerGrouping;
  readonly group: string;
  readonly find: string;
}

function Members({ by, group, find }: MembersProps) {
  const { rows, extra } = useView('bridge.programmes', { find, by, group, limit: few });
  if (extra === null) {
    return (
      <div className={styles.padded}>
        <Skeleton label="the group" lines={3} />
      </div>
    );
  }
  return (
    <div className={styles.members}>
      <ProgrammeList rows={rows} />
      {rows.length === extra.found ? null : (
        <p className={styles.more}>
          The latest changed of {formatCount(extra.found, 'tracker')}.{' '}
          <TextLink href="/trackers">See them all</TextLink>
        </p>
      )}
    </div>
  );
}
