import { useMemo } from 'react';
import { FilterBar } from '../../items/filter/filter-bar.tsx';
import { toItemFilter } from '../../items/model/filter.ts';
import { useToday } from '../../items/today.ts';
import { useFilterQuery } from '../../items/use-filter-query.ts';
import { useItems } from '../../items/use-items.ts';
import { useSeenKinds } from '../../items/use-seen-kinds.ts';
import { ItemBoard } from '../../items/views/item-board.tsx';
import { formatCount } from '../../ui/format.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
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
          outline={null}
          onOpen={onOpen}
          lost={items.phase === 'lost'}
        />
      )}
    </div>
  );
}
