import { memo, useState } from 'react';
import type { RowOf } from '../../../core/contract/index.ts';
import type {
  TrackerGroup,
  TrackerGrouping,
} from '../../../core/domain/trackers/listing/tracker-grouping.ts';
import { TrackerId } from '../../../core/kernel/ids.ts';
import { useView } from '../../bridge/hooks.ts';
import { useSettled } from '../../bridge/use-window.ts';
import { few } from '../../domains/trackers/listing/few.ts';
import { groupTitle, useGrouping } from '../../domains/trackers/listing/grouping.ts';
import { progressOf } from '../../domains/trackers/model/progress.ts';
import { buildPath, Link } from '../../ui/frame/navigation.tsx';
import { SearchField } from '../../ui/inputs/field.tsx';
import { Icon } from '../../ui/marks/icon.tsx';
import { StateBar } from '../../ui/marks/state-bar.tsx';
import { formatCount, formatNumber } from '../../ui/text/format.ts';
import styles from './rail.module.css';
import { trackerIn, withOneAtHand } from './rail-model.ts';

type Programme = RowOf<'bridge.programmes'>;

/** Trackers with their progress: all while they are few, else the latest changed or their groups, and a field that finds any. */
export function RailProgrammes({ here }: { readonly here: string }) {
  const [find, setFind] = useState('');
  const [by] = useGrouping();
  // The same list on every screen, so that going to another doesn't ask for it again; the one at hand is asked for alone.
  const asked = { find, by, limit: few };
  const { rows: latest, extra } = useSettled(useView('bridge.programmes', asked));
  const atHand = TrackerId.safeParse(trackerIn(here)).data ?? null;
  const isAlone = atHand !== null && latest.every((row) => row.id !== atHand);
  const alone = useSettled(useView('bridge.programmes', isAlone ? { find, by, atHand, limit: 1 } : asked));
  const rows = isAlone ? withOneAtHand(latest, alone.rows[0], few) : latest;
  if (extra === null || extra.trackers === 0) return null;
  const many = extra.trackers > few;
  return (
    <div className={styles.programmes} data-many={many}>
      <h2 className={styles.heading}>Programmes</h2>
      {many ? (
        <div className={styles.find}>
          <SearchField
            label="Find a programme"
            value={find}
            onChange={(text) => setFind(text.slice(0, 200))}
          />
        </div>
      ) : null}
      <ul className={styles.list}>
        {rows.map((row) => (
          <ProgrammeEntry key={row.id} row={row} isHere={trackerIn(here) === row.id} />
        ))}
        <Groups by={by} groups={extra.groups.slice(0, few)} find={find} here={here} />
        {many ? (
          <li>
            <Link to="/trackers" className={styles.entry}>
              <span className={styles.cut}>{restOf(extra, find)}</span>
            </Link>
          </li>
        ) : null}
      </ul>
    </div>
  );
}

function restOf(
  { trackers, found, groupCount }: { trackers: number; found: number; groupCount: number },
  find: string,
): string {
  if (find.trim() !== '') return `${formatNumber(found)} of ${formatCount(trackers, 'tracker')}`;
  const groups = groupCount > few ? ` in ${formatCount(groupCount, 'group')}` : '';
  return `All ${formatCount(trackers, 'tracker')}${groups}`;
}

const ProgrammeEntry = memo(function ProgrammeEntry({ row, isHere }: { row: Programme; isHere: boolean }) {
  const to = buildPath('/trackers/:tracker', { tracker: row.id });
  const parts = progressOf(row.counts).parts.map((part) => ({ mark: part.state, count: part.count }));
  return (
    <li>
      <Link to={to} className={styles.entry} aria-current={isHere ? 'page' : undefined} title={row.name}>
        <span className={styles.cut}>{row.name}</span>
        {parts.length === 0 ? null : (
          <span className={styles.bar}>
            <StateBar parts={parts} label="Progress" stale={row.stale !== null} />
          </span>
        )}
      </Link>
    </li>
  );
});

interface GroupsProps {
  readonly by: TrackerGrouping;
  readonly groups: readonly TrackerGroup[];
  readonly find: string;
  readonly here: string;
}

/** One at a time is open. */
function Groups({ by, groups, find, here }: GroupsProps) {
  const [open, setOpen] = useState<string | null>(null);
  return groups.map(({ key, count }) => {
    const title = groupTitle(by, key);
    return (
      <li key={key}>
        <button
          type="button"
          className={styles.entry}
          aria-expanded={open === key}
          title={title}
          onClick={() => setOpen(open === key ? null : key)}
        >
          <Icon name={open === key ? 'down' : 'right'} />
          <span className={styles.cut} data-by={by}>
            <bdi>{title}</bdi>
          </span>
          <span className={styles.fact}>{formatNumber(count)}</span>
        </button>
        {open === key ? <Members by={by} group={key} find={find} here={here} /> : null}
      </li>
    );
  });
}

interface MembersProps {
  readonly by: TrackerGrouping;
  readonly group: string;
  readonly find: string;
  readonly here: string;
}

function Members({ by, group, find, here }: MembersProps) {
  const { rows, extra } = useView('bridge.programmes', { find, by, group, limit: few });
  const rest = (extra?.found ?? 0) - rows.length;
  return (
    <ul className={styles.members}>
      {rows.map((row) => (
        <ProgrammeEntry key={row.id} row={row} isHere={trackerIn(here) === row.id} />
      ))}
      {rest > 0 ? <li className={styles.rest}>and {formatNumber(rest)} more</li> : null}
    </ul>
  );
}
