import { useQuery } from '../../../bridge/hooks.ts';
import { BarList } from '../../../ui/charts/bar-list.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { formatCount, formatNumber } from '../../../ui/text/format.ts';
import { progressOf } from '../model/progress.ts';
import type { Scope } from '../model/rows.ts';
import styles from './views.module.css';

interface LoadListProps {
  readonly trackerId: Scope;
  readonly version: string | number;
  readonly onOwner?: (owner: string) => void;
}

/** Who carries how much, and what of it is late. */
export function LoadList({ trackerId, version, onOwner }: LoadListProps) {
  const load = useQuery('trackers.load', { trackerId }, [version]);
  return (
    <Panel title="Load per owner" fact="What each owner has open" span={6} padded>
      {load.value === null ? (
        <Skeleton label="the load" />
      ) : load.value.length === 0 ? (
        <p className={styles.none}>No item names an owner.</p>
      ) : (
        <BarList
          label="Load per owner"
          {...(onOwner === undefined ? {} : { onOpen: onOwner })}
          bars={load.value.map((row) => ({
            id: row.owner,
            label: row.owner === '' ? 'Nobody' : row.owner,
            parts: progressOf(row.counts).parts.map((part) => ({ mark: part.state, count: part.count })),
            end:
              row.overdue === 0
                ? `${formatNumber(row.open)} open`
                : `${formatNumber(row.open)} open, ${formatCount(row.overdue, 'late', 'late')}`,
          }))}
        />
      )}
    </Panel>
  );
}
