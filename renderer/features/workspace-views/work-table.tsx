import { useMemo } from 'react';
import { useQuery } from '../../bridge/hooks.ts';
import { FilterBar } from '../../domains/trackers/filter/filter-bar.tsx';
import { SavedViewsMenu } from '../../domains/trackers/filter/saved-views-menu.tsx';
import { fitToRows, workspaceColumns } from '../../domains/trackers/model/columns.ts';
import { DOCUMENT_ORDER, isFiltered, toItemFilter } from '../../domains/trackers/model/filter.ts';
import { CopyCsvButton } from '../../domains/trackers/table/copy-csv-button.tsx';
import { ItemTable } from '../../domains/trackers/table/item-table.tsx';
import { NoItems } from '../../domains/trackers/table/no-items.tsx';
import { useToday } from '../../domains/trackers/today.ts';
import { useFilterQuery } from '../../domains/trackers/use-filter-query.ts';
import { useFirstRows } from '../../domains/trackers/use-first-rows.ts';
import { useItems } from '../../domains/trackers/use-items.ts';
import { useSeenKinds } from '../../domains/trackers/use-seen-kinds.ts';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { formatCount } from '../../ui/text/format.ts';
import styles from './work.module.css';

const COLUMNS = workspaceColumns();
const WORDS = [] as const;
/** A few screens of rows. */
const WindowSize = 150;

interface WorkTableProps {
  readonly openId: string | null;
  readonly onOpen: (itemId: string) => void;
  readonly version: number;
}

/** Every item that carries a status, whichever document it stands in. */
export function WorkTable({ openId, onOpen, version }: WorkTableProps) {
  const today = useToday();
  const query = useFilterQuery();
  const asked = useMemo(
    () => ({
      trackerId: null,
      filter: { ...toItemFilter(query.filter, today), withStatus: true },
      sort: query.sort,
    }),
    [query.filter, query.sort, today],
  );
  const items = useItems(asked, WindowSize);
  const load = useQuery('trackers.load', { trackerId: null }, [version]);
  const kinds = useSeenKinds(items.rows);
  const sample = useFirstRows(items.rows, isFiltered(query.filter));
  const columns = useMemo(() => fitToRows(COLUMNS, sample), [sample]);
  const owners = useMemo(
    () => (load.value ?? []).map((row) => row.owner).filter((owner) => owner !== ''),
    [load.value],
  );
  return (
    <div className={styles.tab}>
      <FilterBar
        filter={query.filter}
        onFilter={query.setFilter}
        kinds={kinds}
        owners={owners}
        fact={formatCount(items.total, 'item')}
        end={
          <>
            {query.sort.by === 'document' ? null : (
              <Button kind="quiet" onPress={() => query.setSort(DOCUMENT_ORDER)}>
                Document order
              </Button>
            )}
            <SavedViewsMenu
              layoutKey="views:work"
              filter={query.filter}
              sort={query.sort}
              onApply={query.setBoth}
            />
            <CopyCsvButton asked={asked} columns={columns} />
          </>
        }
      />
      {items.phase === 'loading' ? (
        <Skeleton label="the table" lines={10} />
      ) : (
        <div className={styles.table}>
          <ItemTable
            label="All work"
            layoutKey="work"
            asked={asked}
            items={items}
            columns={columns}
            groups={null}
            sort={query.sort}
            onSort={query.setSort}
            owners={owners}
            words={WORDS}
            openId={openId}
            onOpen={onOpen}
            adding={null}
            onAdding={null}
            empty={
              <NoItems
                filter={query.filter}
                onFilter={query.setFilter}
                otherwise="No tracker here has an item with a status yet."
              />
            }
          />
        </div>
      )}
    </div>
  );
}
