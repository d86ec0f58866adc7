import { useMemo } from 'react';
import { FilterBar } from '../../../domains/trackers/filter/filter-bar.tsx';
import { filterText, isFiltered, NO_FILTER, toItemFilter } from '../../../domains/trackers/model/filter.ts';
import type { Outline, Tracker } from '../../../domains/trackers/model/rows.ts';
import { useToday } from '../../../domains/trackers/today.ts';
import { useFilterQuery } from '../../../domains/trackers/use-filter-query.ts';
import { useItems } from '../../../domains/trackers/use-items.ts';
import { useSeenKinds } from '../../../domains/trackers/use-seen-kinds.ts';
import { ItemBoard } from '../../../domains/trackers/views/item-board.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import styles from '../tracker-page.module.css';

interface BoardTabProps {
  readonly tracker: Tracker;
  readonly outline: Outline;
  readonly onOpen: (itemId: string) => void;
}

export function BoardTab({ tracker, outline, onOpen }: BoardTabProps) {
  const today = useToday();
  const { filter, setFilter } = useFilterQuery();
  const asked = useMemo(
    () => ({
      trackerId: tracker.id,
      filter: { ...toItemFilter(filter, today), withStatus: true },
      sort: { by: 'document' as const, descending: false },
    }),
    [tracker.id, filter, today],
  );
  const items = useItems(asked);
  const kinds = useSeenKinds(items.rows);
  const shown = items.rows.length;
  return (
    <div className={styles.tab}>
      <FilterBar
        filter={filter}
        onFilter={setFilter}
        kinds={kinds}
        owners={[]}
        fact={
          shown < items.total
            ? `first ${shown} of ${formatCount(items.total, 'item')}; filter to see others`
            : formatCount(items.total, 'item')
        }
      />
      {items.phase === 'loading' ? (
        <Skeleton label="the board" lines={8} />
      ) : items.total === 0 ? (
        <NothingHere
          filtered={isFiltered(filter)}
          words={filterText(filter)}
          onClear={() => setFilter(NO_FILTER)}
        />
      ) : (
        <ItemBoard
          label={`Board of ${tracker.name}`}
          items={items.rows}
          total={items.total}
          outline={outline}
          onOpen={onOpen}
          lost={items.phase === 'lost'}
        />
      )}
    </div>
  );
}

interface NothingHereProps {
  readonly filtered: boolean;
  readonly words: string;
  readonly onClear: () => void;
}

function NothingHere({ filtered, words, onClear }: NothingHereProps) {
  return filtered ? (
    <EmptyState
      sentence={`No item with a status fits: ${words}.`}
      action={{ label: 'Show everything', onPress: onClear }}
    />
  ) : (
    <EmptyState sentence="The board stands items under their status. No item of this document has one; its rows are in the table." />
  );
}
