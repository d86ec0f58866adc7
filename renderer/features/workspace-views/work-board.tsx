import { useMemo } from 'react';
import { FilterBar } from '../../domains/trackers/filter/filter-bar.tsx';
import { toItemFilter } from '../../domains/trackers/model/filter.ts';
import { useToday } from '../../domains/trackers/today.ts';
import { useFilterQuery } from '../../domains/trackers/use-filter-query.ts';
import { useItems } from '../../domains/trackers/use-items.ts';
import { useSeenKinds } from '../../domains/trackers/use-seen-kinds.ts';
import { ItemBoard } from '../../domains/trackers/views/item-board.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { formatCount } from '../../ui/text/format.ts';
import styles from './work.module.css';

/** All items under their canonical state; a drop writes the word their own document has for it. */
export function WorkBoard({ onOpen }: { readonly onOpen: (itemId: string) => void }) {
  const today = useToday();
  const { filter, setFilter } = useFilterQuery();
  const asked = useMemo(
    () => ({
      trackerId: null,
      filter: { ...toItemFilter(filter, today), withStatus: true },
      sort: { by: 'due' as const, descending: false },
    }),
    [filter, today],
  );
  const items = useItems(asked);
  const kinds = useSeenKinds(items.rows);
  return (
    <div className={styles.tab}>
      <FilterBar
        filter={filter}
        onFilter={setFilter}
        kinds={kinds}
        owners={[]}
        fact={
          items.rows.length < items.total
            ? `first ${items.rows.length} of ${formatCount(items.total, 'item')} by date; filter to see others`
            : formatCount(items.total, 'item')
        }
      />
      {items.phase === 'loading' ? (
        <Skeleton label="the board" lines={8} />
      ) : (
        <ItemBoard
          label="Board of all work"
          items={items.rows}
          total={items.total}
          outline={null}
          onOpen={onOpen}
          lost={items.phase === 'lost'}
        />
      )}
    </div>
  );
}
