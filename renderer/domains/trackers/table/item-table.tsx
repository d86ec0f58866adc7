import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useLayout } from '../../../bridge/layout.ts';
import { writeRows } from '../../../ui/table/clipboard/write-rows.ts';
import { DataTable } from '../../../ui/table/data-table.tsx';
import type {
  CellBlock,
  Outcome,
  TableColumn,
  TableGroup,
  TableLayout,
} from '../../../ui/table/table-types.ts';
import { fieldFor, type ItemColumn } from '../model/columns.ts';
import { type NewPlace, setField } from '../model/edits.ts';
import type { Sort } from '../model/filter.ts';
import type { GroupRun } from '../model/groups.ts';
import type { Move } from '../model/moves.ts';
import { leaveRefusedCells, type PastePlan, planPaste } from '../model/paste.ts';
import { progressOf } from '../model/progress.ts';
import type { Item } from '../model/rows.ts';
import { dayOrderOfRows } from '../model/typed-day.ts';
import { unlessReadOnly } from '../read-only.ts';
import { sendEdits } from '../send-edits.ts';
import { useToday } from '../today.ts';
import type { ItemRows, ItemsRequest } from '../use-items.ts';
import { whyRefused } from '../why-refused.ts';
import { AddItemDialog } from './add-item-dialog.tsx';
import { BulkBar } from './bulk-bar.tsx';
import styles from './item-table.module.css';
import { tableColumnsOf } from './item-table-columns.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { isRowKey, type RowKey, rowKey } from './row-keys.ts';
import { copyForm, rowMenu } from './row-menu.ts';
import { ArrangedTable, CollapsedGroups, columnOfSort, layoutFor, sortByColumn } from './table-layout.ts';
import { useItemSelection } from './use-item-selection.ts';
import { useRowActions } from './use-row-actions.ts';

const NONE: readonly string[] = [];

export interface ItemTableProps {
  readonly label: string;
  /** Names what is remembered of this table: widths, order, collapsed groups. */
  readonly layoutKey: string;
  readonly asked: ItemsRequest;
  readonly items: ItemRows;
  readonly columns: readonly ItemColumn[];
  readonly groups: readonly GroupRun[] | null;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly owners: readonly string[];
  /** Status words for bulk edits. */
  readonly words: readonly Move[];
  readonly openId: string | null;
  readonly onOpen: (itemId: string) => void;
  readonly empty: ReactNode;
  /** Where a new row is to go, asked for by a button outside; null when none is. */
  readonly adding: NewPlace | null;
  /** Null where rows can't be added: across documents there is no "below". */
  readonly onAdding: ((place: NewPlace | null) => void) | null;
  /** Why no row can be changed, in words; left out where they can. */
  readonly readOnly?: string | null;
  /** The row the keyboard stands on, whenever it is another one. */
  readonly onActive?: (row: Item | null) => void;
}

interface Pasting {
  readonly plan: PastePlan;
  readonly trackerId: Item['trackerId'];
}

/** Items as rows: edited in place, selected, moved, grouped by section, every change one undo step. */
export function ItemTable(props: ItemTableProps) {
  const { columns, items, sort, layoutKey, owners } = props;
  const today = useToday();
  const [arranged, setArranged] = useLayout<TableLayout | null>(`table:${layoutKey}`, ArrangedTable, null);
  const [collapsed, setCollapsed] = useLayout<readonly string[]>(
    `groups:${layoutKey}`,
    CollapsedGroups,
    NONE,
  );
  const selection = useItemSelection(props.asked, items);
  const { chosen } = selection;
  // A block is one step of one document; across several, a column may mean another field in each.
  const isOneTracker = props.asked.trackerId !== null;
  const [pasting, setPasting] = useState<Pasting | null>(null);
  const actions = useRowActions(items.rows, sort.by === 'document');
  const layout = useMemo(() => layoutFor(arranged, columns), [arranged, columns]);
  const hidden = layout.hidden.join();
  const dayOrder = isOneTracker ? dayOrderOfRows(items.rows) : null;
  const latestOwners = useRef(owners);
  useLayoutEffect(() => {
    latestOwners.current = owners;
  }, [owners]);
  const ownersNow = useCallback(() => latestOwners.current, []);
  const tableColumns = useMemo(
    () =>
      // oxlint-disable-next-line react/refs -- an editor asks for the owners when it opens, so that cells aren't drawn again when they come
      tableColumnsOf(columns, {
        owners: ownersNow,
        today,
        dayOrder,
        sorting: true,
        hidden: hidden.split(','),
      }),
    [columns, ownersNow, today, dayOrder, hidden],
  );
  const groups = useMemo(() => props.groups?.map(groupOf), [props.groups]);

  const edit = async (row: Item, columnId: string, value: string): Promise<Outcome> => {
    const column = columns.find((each) => each.id === columnId);
    const field = column === undefined ? null : fieldFor(row, column);
    if (field === null) return { ok: false, reason: 'This row has no such field in the document.' };
    const answer = await sendEdits(row.trackerId, [setField(row, field, value)]);
    return answer.ok ? { ok: true } : answer;
  };
  const allIds = async () => (await selection.collect())?.map((row) => row.id) ?? null;
  const readOnly = props.readOnly ?? null;
  const change = (means: RowKey, row: Item | null, target: readonly Item[]): void => {
    if (means === 'delete') {
      actions.remove(target);
      selection.clear();
    } else if (means === 'duplicate') actions.duplicate(target);
    else if (row === null) return;
    else if (means === 'add' || means === 'add-above')
      props.onAdding?.({ near: row, place: means === 'add' ? 'after' : 'before' });
    else actions.move(row, means);
  };
  const run = (means: RowKey, row: Item | null, target: readonly Item[]): boolean => {
    if (target.length === 0) return false;
    unlessReadOnly(readOnly, () => change(means, row, target));
    return true;
  };
  const onKey = (key: string, row: Item | null): boolean => {
    const means = rowKey(key);
    return means !== null && run(means, row, chosen.length > 0 ? chosen : row === null ? [] : [row]);
  };
  const chosenWith = (row: Item) => (selection.ids.has(row.id) ? chosen : [row]);
  const onMenu = (entry: string, row: Item, shown: readonly TableColumn<Item>[]) => {
    const form = copyForm(entry);
    if (entry === 'open') props.onOpen(row.id);
    else if (form !== null)
      void writeRows(form, shown, selection.ids.has(row.id) ? selection.present() : [row]);
    else if (isRowKey(entry)) run(entry, row, chosenWith(row));
  };
  const preview = async (plan: PastePlan, over: readonly Item[]) => {
    const reasons = await whyRefused(over, plan.edits);
    const [first] = over;
    if (first !== undefined && reasons !== null)
      setPasting({ plan: leaveRefusedCells(plan, reasons), trackerId: first.trackerId });
  };
  const onPaste = (block: CellBlock, rows: readonly Item[], shown: readonly TableColumn<Item>[]) => {
    const over = shown.flatMap(({ id }) => columns.find((column) => column.id === id) ?? []);
    unlessReadOnly(readOnly, () => void preview(planPaste(block, rows, over, today, dayOrder), rows));
  };
  return (
    <div className={styles.frame}>
      {chosen.length === 0 ? null : (
        <BulkBar
          items={chosen}
          readOnly={readOnly}
          present={selection.present}
          words={props.words}
          owners={owners}
          onDuplicate={() => actions.duplicate(chosen)}
          onDelete={() => {
            actions.remove(chosen);
            selection.clear();
          }}
          onClear={() => selection.clear()}
        />
      )}
      <DataTable
        label={props.label}
        columns={tableColumns}
        source={{
          total: items.total,
          start: items.start,
          rows: items.rows,
          onWindow: items.onWindow,
          fetch: selection.collect,
        }}
        rowId={(row) => row.id}
        fit
        groups={groups}
        collapsed={new Set(collapsed)}
        onCollapse={(id, shut) =>
          setCollapsed(shut ? [...collapsed, id] : collapsed.filter((each) => each !== id))
        }
        sort={columnOfSort(columns, sort)}
        onSort={(next) => {
          const wanted = sortByColumn(columns, next.by, next.descending);
          if (wanted !== null) props.onSort(wanted);
        }}
        layout={layout}
        onLayout={setArranged}
        selected={selection.ids}
        onSelect={selection.select}
        selectedRows={selection.present}
        allIds={allIds}
        onOpen={(row) => props.onOpen(row.id)}
        openId={props.openId}
        onEdit={edit}
        rowTone={(row) => (items.phase === 'lost' ? 'stale' : row.state === 'dropped' ? 'muted' : 'plain')}
        depth={(row) => row.depth + (groups === undefined ? 0 : 1)}
        onKey={onKey}
        {...(props.onActive === undefined ? {} : { onActive: props.onActive })}
        menu={(row) =>
          rowMenu(chosenWith(row).length, { add: props.onAdding !== null, move: sort.by === 'document' })
        }
        onMenu={onMenu}
        {...(isOneTracker ? { onPaste } : {})}
        empty={props.empty}
      />
      {pasting === null ? null : <PasteDialog {...pasting} onClose={() => setPasting(null)} />}
      {props.adding === null ? null : (
        <AddItemDialog at={props.adding} onAdd={actions.add} onClose={() => props.onAdding?.(null)} />
      )}
    </div>
  );
}

function groupOf(run: GroupRun): TableGroup {
  const progress = progressOf(run.counts);
  return {
    id: run.id,
    title: run.trail === '' ? run.title : `${run.trail} / ${run.title}`,
    start: run.start,
    count: run.count,
    parts: progress.parts.map((part) => ({ mark: part.state, count: part.count })),
    ...(progress.figure === '' ? {} : { fact: progress.figure }),
  };
}
