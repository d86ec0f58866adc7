import { useQuery } from '../../../bridge/hooks.ts';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { formatDay, formatShown } from '../../../ui/text/format.ts';
import { slipText } from '../model/days.ts';
import type { Scope } from '../model/rows.ts';
import { stateLabel } from '../model/state-labels.ts';
import styles from './views.module.css';

interface SlippedListProps {
  readonly trackerId: Scope;
  readonly version: string | number;
  readonly onOpen: (itemId: string) => void;
  readonly span?: 6 | 12;
}

/** What moved from its first date, and by how much. */
export function SlippedList({ trackerId, version, onOpen, span = 6 }: SlippedListProps) {
  const slipped = useQuery('trackers.slipped', { trackerId }, [version]);
  const { rows, total } = slipped.value ?? { rows: [], total: 0 };
  return (
    <Panel
      title="Slipped"
      fact={
        slipped.value === null
          ? undefined
          : `${formatShown(rows.length, total, 'worst', 'item')} moved from the first date`
      }
      span={span}
    >
      {slipped.value === null ? (
        <Skeleton label="what slipped" />
      ) : rows.length === 0 ? (
        <p className={styles.none}>Every dated item still has the date it was first seen with.</p>
      ) : (
        <RowList
          label="Slipped items"
          onOpen={onOpen}
          rows={rows.map((row) => ({
            id: row.id,
            mark: row.state ?? 'planned',
            markLabel: stateLabel(row.state),
            text: trackerId === null ? `${row.title} · ${row.trackerName}` : row.title,
            end: `${formatDay(row.firstDue)} → ${formatDay(row.due)} · ${slipText(row.days)}`,
          }))}
        />
      )}
    </Panel>
  );
}
