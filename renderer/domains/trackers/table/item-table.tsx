import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useLayout } from '../../../bridge/layout.ts';
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
import { type PastePlan, planPaste } from '../model/paste.ts';
import { progressOf } from '../model/progress.ts';
import type { Item } from '../model/rows.ts';
import { sendEdits } from '../send-edits.ts';
import { useToday } from '../today.ts';
import { collectItems, type ItemRows, type ItemsRequest } from '../use-items.ts';
import { AddItemDialog } from './add-item-dialog.tsx';
import { BulkBar } from './bulk-bar.tsx';
import styles from './item-table.module.css';
import { tableColumnsOf } from './item-table-columns.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { isRowKey, type RowKey, rowKey } from './row-keys.ts';
import { copyRows, rowMenu } from './row-menu.ts';
import { ArrangedTable, CollapsedGroups, columnOfSort, layoutFor, sortByColumn } from './table-layout.ts';
import { useRowActions } from './use-row-actions.ts';

const NOTHING: ReadonlyMap<string, Item> = new Map();
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
  const [picked, setPicked] = useState(NOTHING);
  const [pasting, setPasting] = useState<Pasting | null>(null);
  const collected = useRef(NOTHING);
  const actions = useRowActions(items.rows, sort.by === 'document');
  const layout = useMemo(() => layoutFor(arranged, columns), [arranged, columns]);
  const hidden = layout.hidden.join();
  const tableColumns = useMemo(
    () => tableColumnsOf(columns, { owners, today, sorting: true, hidden: hidden.split(',') }),
    [columns, owners, today, hidden],
  );
  const loaded = useMemo(() => new Map<string, Item>(items.rows.map((row) => [row.id, row])), [items.rows]);
  const chosen = [...picked].map(([id, item]) => loaded.get(id) ?? item);
  const select = (ids: ReadonlySet<string>) => {
    setPicked((before) => {
      const find = (id: string) => loaded.get(id) ?? collected.current.get(id) ?? before.get(id);
      const entries = [...ids].flatMap((id): (readonly [string, Item])[] => {
        const item = find(id);
        return item === undefined ? [] : [[id, item]];
      });
      return new Map(entries);
    });
  };
  const groups = useMemo(() => props.groups?.map(groupOf), [props.groups]);

  const edit = async (row: Item, columnId: string, value: string): Promise<Outcome> => {
    const column = columns.find((each) => each.id === columnId);
    const field = column === undefined ? null : fieldFor(row, column);
    if (field === null) return { ok: false, reason: 'This row has no such field in the document.' };
    const answer = await sendEdits(row.trackerId, [setField(row, field, value)]);
    return answer.ok ? { ok: true } : answer;
  };
  const allIds = async () => {
    const rows = await collectItems(props.asked);
    collected.current = new Map(rows.map((row) => [row.id, row]));
    return rows.map((row) => row.id);
  };
  const run = (means: RowKey, row: Item | null, target: readonly Item[]): boolean => {
    if (target.length === 0) return false;
    if (means === 'delete') {
      actions.remove(target);
      setPicked(NOTHING);
    } else if (means === 'duplicate') actions.duplicate(target);
    else if (row === null) return false;
    else if (means === 'add' || means === 'add-above')
      props.onAdding?.({ near: row, place: means === 'add' ? 'after' : 'before' });
    else actions.move(row, means);
    return true;
  };
  const onKey = (key: string, row: Item | null): boolean => {
    const means = rowKey(key);
    return means !== null && run(means, row, chosen.length > 0 ? chosen : row === null ? [] : [row]);
  };
  const chosenWith = (row: Item) => (picked.has(row.id) ? chosen : [row]);
  const onMenu = (entry: string, row: Item, shown: readonly TableColumn<Item>[]) => {
    const rows = chosenWith(row);
    if (entry === 'open') props.onOpen(row.id);
    else if (entry === 'copy' || entry === 'copy-markdown') void copyRows(entry, shown, rows);
    else if (isRowKey(entry)) run(entry, row, rows);
  };
  const onPaste = (block: CellBlock, rows: readonly Item[], shown: readonly TableColumn<Item>[]) => {
    const over = shown.flatMap(({ id }) => columns.find((column) => column.id === id) ?? []);
    const first = rows[0];
    if (first !== undefined)
      setPasting({ plan: planPaste(block, rows, over, today), trackerId: first.trackerId });
  };
  return (
    <div className={styles.frame}>
      {chosen.length === 0 ? null : (
        <BulkBar
          items={chosen}
          words={props.words}
          owners={owners}
          onDuplicate={() => actions.duplicate(chosen)}
          onDelete={() => {
            actions.remove(chosen);
            setPicked(NOTHING);
          }}
          onClear={() => setPicked(NOTHING)}
        />
      )}
      <DataTable
        label={props.label}
        columns={tableColumns}
        source={{ total: items.total, start: items.start, rows: items.rows, onWindow: items.onWindow }}
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
        selected={new Set(picked.keys())}
        onSelect={select}
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
        {...(props.onAdding === null ? {} : { onPaste })}
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
