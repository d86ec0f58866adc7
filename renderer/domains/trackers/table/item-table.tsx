import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useLayout } from '../../../bridge/layout.ts';
import { DataTable } from '../../../ui/table/data-table.tsx';
import type { Outcome, TableGroup, TableLayout } from '../../../ui/table/table-types.ts';
import { fieldFor, type ItemColumn } from '../model/columns.ts';
import { setField } from '../model/edits.ts';
import type { Sort } from '../model/filter.ts';
import type { GroupRun } from '../model/groups.ts';
import type { Move } from '../model/moves.ts';
import { progressOf } from '../model/progress.ts';
import type { Item } from '../model/rows.ts';
import { sendEdits } from '../send-edits.ts';
import { useToday } from '../today.ts';
import { collectItems, type ItemRows, type ItemsRequest } from '../use-items.ts';
import { AddItemDialog } from './add-item-dialog.tsx';
import { BulkBar } from './bulk-bar.tsx';
import styles from './item-table.module.css';
import { tableColumnsOf } from './item-table-columns.tsx';
import { rowKey } from './row-keys.ts';
import { tableHeight } from './table-height.ts';
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
  /** Pixels of the screen above the table. */
  readonly above: number;
  /** The row a new one is to go below, asked for by a button outside; null when none. */
  readonly adding: Item | null;
  /** Null where rows can't be added: across documents there is no "below". */
  readonly onAdding: ((near: Item | null) => void) | null;
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
  const onKey = (key: string, row: Item | null): boolean => {
    const means = rowKey(key);
    const target = chosen.length > 0 ? chosen : row === null ? [] : [row];
    if (means === null || target.length === 0) return false;
    if (means === 'delete') {
      actions.remove(target);
      setPicked(NOTHING);
    } else if (means === 'duplicate') actions.duplicate(target);
    else if (row === null) return false;
    else if (means === 'add') props.onAdding?.(row);
    else actions.move(row, means);
    return true;
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
        height={tableHeight(items.total + (groups?.length ?? 0), chosen.length > 0, props.above)}
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
        empty={props.empty}
      />
      {props.adding === null ? null : (
        <AddItemDialog near={props.adding} onAdd={actions.add} onClose={() => props.onAdding?.(null)} />
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
