import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { PageGrid, Panel } from '../../../ui/layout/panel.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { StateBar } from '../../../ui/marks/state-bar.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { ACCEPTANCE_KINDS, type AcceptanceGroup, acceptanceGroups } from '../model/acceptance.ts';
import { NO_FILTER, toItemFilter } from '../model/filter.ts';
import type { Scope } from '../model/rows.ts';
import { statusLabel } from '../model/state-labels.ts';
import { useItems } from '../use-items.ts';
import styles from './views.module.css';

interface AcceptanceSnapshotProps {
  readonly trackerId: Scope;
  readonly onOpen: (itemId: string) => void;
}

/** What was promised and how much of it is shown to hold: acceptance rows, done and exit criteria. */
export function AcceptanceSnapshot({ trackerId, onOpen }: AcceptanceSnapshotProps) {
  const items = useItems({
    trackerId,
    filter: { ...toItemFilter(NO_FILTER, ''), kinds: [...ACCEPTANCE_KINDS] },
    sort: { by: 'document', descending: false },
  });
  if (items.phase === 'loading') return <Skeleton label="the snapshot" lines={8} />;
  const groups = acceptanceGroups(items.rows, trackerId === null);
  if (groups.length === 0) {
    return (
      <EmptyState sentence="The acceptance snapshot gathers acceptance rows and done or exit criteria. No document here states any." />
    );
  }
  return (
    <PageGrid>
      {groups.map((group) => (
        <OneGroup key={group.id} group={group} wide={groups.length === 1} onOpen={onOpen} />
      ))}
    </PageGrid>
  );
}

interface OneGroupProps {
  readonly group: AcceptanceGroup;
  readonly wide: boolean;
  readonly onOpen: (itemId: string) => void;
}

function OneGroup({ group, wide, onOpen }: OneGroupProps) {
  return (
    <Panel
      title={group.title}
      fact={group.words.map((word) => `${word.count} ${word.word}`).join(', ')}
      hint={formatCount(group.items.length, 'criterion', 'criteria')}
      span={wide ? 12 : 6}
    >
      <div className={styles.bar}>
        <StateBar
          label={group.title}
          parts={group.words.flatMap((word) =>
            word.state === null ? [] : [{ mark: word.state, count: word.count, label: word.word }],
          )}
        />
      </div>
      <RowList
        label={group.title}
        onOpen={onOpen}
        rows={group.items.map((item) => ({
          id: item.id,
          ...(item.state === null ? {} : { mark: item.state }),
          markLabel: statusLabel(item),
          text: (
            <>
              {item.title} <span className={styles.muted}>{item.notes}</span>
            </>
          ),
          end: statusLabel(item),
        }))}
      />
    </Panel>
  );
}
