import { useMemo, useState } from 'react';
import { useQuery } from '../../../bridge/hooks.ts';
import { FilterBar } from '../../../domains/trackers/filter/filter-bar.tsx';
import { SavedViewsMenu } from '../../../domains/trackers/filter/saved-views-menu.tsx';
import type { NewPlace } from '../../../domains/trackers/model/edits.ts';
import { DOCUMENT_ORDER, isFiltered, toItemFilter } from '../../../domains/trackers/model/filter.ts';
import { runsOfOutline, runsOfRows } from '../../../domains/trackers/model/groups.ts';
import type { Item, Outline, Tracker } from '../../../domains/trackers/model/rows.ts';
import { unlessReadOnly, whyReadOnly } from '../../../domains/trackers/read-only.ts';
import { CopyCsvButton } from '../../../domains/trackers/table/copy-csv-button.tsx';
import { ItemTable } from '../../../domains/trackers/table/item-table.tsx';
import { NoItems } from '../../../domains/trackers/table/no-items.tsx';
import { useToday } from '../../../domains/trackers/today.ts';
import { useFilterQuery } from '../../../domains/trackers/use-filter-query.ts';
import { useItems } from '../../../domains/trackers/use-items.ts';
import { useSeenKinds } from '../../../domains/trackers/use-seen-kinds.ts';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import styles from '../tracker-page.module.css';
import { useShownColumns } from '../use-shown-columns.ts';

interface TableTabProps {
  readonly tracker: Tracker;
  readonly outline: Outline;
  readonly version: string;
  readonly openId: string | null;
  readonly onOpen: (itemId: string) => void;
}

/** The document as a table: its sections as groups, its own columns, every cell edited in place. */
export function TableTab({ tracker, outline, version, openId, onOpen }: TableTabProps) {
  const today = useToday();
  const query = useFilterQuery();
  const asked = useMemo(
    () => ({
      trackerId: tracker.id,
      filter: toItemFilter(query.filter, today),
      sort: query.sort,
    }),
    [tracker.id, query.filter, query.sort, today],
  );
  const items = useItems(asked);
  const load = useQuery('trackers.load', { trackerId: tracker.id }, [version]);
  const kinds = useSeenKinds(items.rows);
  const [adding, setAdding] = useState<NewPlace | null>(null);
  const [active, setActive] = useState<Item | null>(null);
  const filtered = isFiltered(query.filter);
  const columns = useShownColumns(outline, items.rows, filtered);
  const owners = useMemo(
    () => (load.value ?? []).map((row) => row.owner).filter((owner) => owner !== ''),
    [load.value],
  );
  const words = useMemo(() => wordsOf(outline), [outline]);
  const groups = useMemo(() => {
    if (query.sort.by !== 'document' || query.sort.descending) return null;
    const whole = items.start === 0 && items.rows.length === items.total;
    if (whole) return runsOfRows(items.rows, outline.sections);
    return filtered ? null : runsOfOutline(outline.sections, items.total);
  }, [query.sort, filtered, items.rows, items.start, items.total, outline.sections]);
  const readOnly = whyReadOnly(tracker, outline);
  const near = items.rows.find((row) => row.id === active?.id) ?? items.rows.at(-1) ?? null;
  return (
    <div className={styles.tab}>
      <FilterBar
        filter={query.filter}
        onFilter={query.setFilter}
        kinds={kinds}
        owners={owners}
        fact={factOf(items.total, filtered)}
        end={
          <>
            {query.sort.by === 'document' ? null : (
              <Button kind="quiet" onPress={() => query.setSort(DOCUMENT_ORDER)}>
                Document order
              </Button>
            )}
            <SavedViewsMenu
              layoutKey={`views:${tracker.id}`}
              filter={query.filter}
              sort={query.sort}
              onApply={query.setBoth}
            />
            <CopyCsvButton asked={asked} columns={columns} />
            <Button
              icon="plus"
              isDisabled={near === null}
              onPress={() =>
                unlessReadOnly(readOnly, () => setAdding(near === null ? null : { near, place: 'after' }))
              }
            >
              Add row
            </Button>
          </>
        }
      />
      {items.phase === 'loading' ? (
        <Skeleton label="the table" lines={10} />
      ) : (
        <div className={styles.table}>
          <ItemTable
            label={`Items of ${tracker.name}`}
            layoutKey={tracker.id}
            asked={asked}
            items={items}
            columns={columns}
            groups={groups}
            sort={query.sort}
            onSort={query.setSort}
            owners={owners}
            words={words}
            openId={openId}
            onOpen={onOpen}
            adding={adding}
            onAdding={setAdding}
            readOnly={readOnly}
            onActive={setActive}
            empty={
              <NoItems
                filter={query.filter}
                onFilter={query.setFilter}
                otherwise="A table shows the rows, check boxes and headings of a document that can be tracked. None was recognised in this one; its text is under Source, and Change mapping says what its columns mean."
              />
            }
          />
        </div>
      )}
    </div>
  );
}

function factOf(total: number, filtered: boolean): string {
  return filtered ? `${formatCount(total, 'item')} of this kind` : formatCount(total, 'item');
}

function wordsOf(outline: Outline) {
  const words = outline.vocabularies.flatMap((vocabulary) =>
    vocabulary.words.map(({ word, state }) => ({ word, state })),
  );
  return [...new Map(words.map((word) => [word.word, word])).values()];
}
