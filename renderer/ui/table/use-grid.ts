import type { KeyboardEvent, RefObject } from 'react';
import { useId, useRef, useState } from 'react';
import { unreachable } from '../../../core/kernel/unreachable.ts';
import { announce } from '../feedback/live-region.tsx';
import { showToast } from '../feedback/toast.tsx';
import { formatCount } from '../text/format.ts';
import type { ActiveCell } from './active-cell.ts';
import { activeLine, headerLine, rowAt } from './active-cell.ts';
import { sayRowsMissing } from './clipboard/write-rows.ts';
import type { PlacedColumn } from './column-layout.ts';
import { emptyLayout, moveColumn, resizeColumn } from './column-layout.ts';
import type { CellEdits } from './editors/use-cell-edits.ts';
import { rowsBetween } from './rows-between.ts';
import type { EditingCell } from './table-cell.tsx';
import type { TableAction } from './table-keys.ts';
import { tableAction } from './table-keys.ts';
import type { TableLines } from './table-lines.ts';
import type { DataTableProps, TableColumn, TableSource } from './table-types.ts';
import type { Selection } from './use-selection.ts';

export interface GridOptions<Row> {
  readonly props: DataTableProps<Row>;
  readonly source: TableSource<Row>;
  readonly lines: TableLines;
  readonly placed: readonly PlacedColumn<Row>[];
  readonly selection: Selection;
  readonly edits: CellEdits<Row>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rowHeight: number;
  readonly scrollTo: (line: number) => void;
}

/** Where the keyboard stands, what is being edited, and what every key and press does. */
export function useGrid<Row>(deps: GridOptions<Row>) {
  const { props, source, lines, placed, selection, edits, scroller } = deps;
  const gridId = useId();
  const [active, setActive] = useState<ActiveCell>({ line: 0, rowId: null, column: 0 });
  const [editing, setEditing] = useState<EditingCell | null>(null);
  const chord = useRef(false);
  const line = activeLine(active, lines, source, props.rowId);
  const column = Math.min(active.column, placed.length - 1);
  const row = rowAt(lines, source, line);
  const activeId = row === null ? null : props.rowId(row);
  const current = placed[column]?.column;

  const lockOf = (target: TableColumn<Row>, of: Row): string | null =>
    target.editor === undefined || props.onEdit === undefined
      ? `${target.label} is read-only here.`
      : (target.locked?.(of) ?? null);

  const go = (toLine: number, toColumn: number) => {
    const at = Math.max(headerLine, Math.min(lines.count - 1, toLine));
    const there = rowAt(lines, source, at);
    setActive({
      line: at,
      rowId: there === null ? null : props.rowId(there),
      column: Math.max(0, Math.min(placed.length - 1, toColumn)),
    });
    if (at >= 0) deps.scrollTo(at);
  };

  const asked = useRef(0);
  const selectRows = async (rows: ReturnType<typeof rowsBetween<Row>>) => {
    asked.current += 1;
    const turn = asked.current;
    const found = rows instanceof Promise ? await rows : rows;
    // Another range was wanted meanwhile.
    if (turn !== asked.current) return;
    if (found === null) sayRowsMissing('The selection is as it was.');
    else selection.replace(found.map(props.rowId));
  };

  const extendTo = (toLine: number) => {
    const at = Math.max(0, Math.min(lines.count - 1, toLine));
    void selectRows(rowsBetween(lines, source, selection.anchor.current, at));
    go(at, column);
  };

  const moveTo = (toLine: number, toColumn: number, extend: boolean) => {
    if (extend) {
      if (selection.ids.size === 0) selection.anchor.current = Math.max(0, line);
      extendTo(toLine);
    } else go(toLine, toColumn);
  };

  const startEdit = (of: Row, target: TableColumn<Row>, typed: string | null): boolean => {
    const lock = lockOf(target, of);
    if (lock !== null) {
      showToast({ kind: 'info', text: lock });
      return false;
    }
    const id = props.rowId(of);
    if (target.editor?.kind === 'check') {
      edits.save(of, target, target.value(of) === 'true' ? 'false' : 'true');
      return true;
    }
    const state = edits.states.get(id)?.get(target.id);
    const from = state?.kind === 'refused' ? state.value : null;
    setEditing({ rowId: id, columnId: target.id, typed, from });
    return true;
  };

  const takeFocus = () => scroller.current?.focus({ preventScroll: true });

  const commit = (
    of: Row,
    target: TableColumn<Row>,
    value: string,
    move: -1 | 0 | 1,
    focus: boolean,
  ): void => {
    setEditing(null);
    const id = props.rowId(of);
    if (value === target.value(of)) edits.dismiss(id, target.id);
    else edits.save(of, target, value);
    if (move !== 0) {
      const from = placed.findIndex((one) => one.column.id === target.id);
      for (let next = from + move; next >= 0 && next < placed.length; next += move) {
        const there = placed[next]?.column;
        if (there !== undefined && lockOf(there, of) === null) {
          go(line, next);
          break;
        }
      }
    }
    if (focus) takeFocus();
  };

  const cancel = () => {
    setEditing(null);
    takeFocus();
  };

  const keep = (of: Row, target: TableColumn<Row>, text: string, reason: string) => {
    setEditing(null);
    edits.keep(of, target, text, reason);
  };

  const toggleGroup = (wanted: boolean | null): boolean => {
    const found = lines.at(line);
    if (found?.kind !== 'group') return false;
    if (wanted === null || wanted !== found.open) props.onCollapse?.(found.group.id, found.open);
    return true;
  };

  const sortBy = (target: TableColumn<Row> | undefined) => {
    if (target?.sortable !== true) return;
    const descending = props.sort?.by === target.id && !props.sort.descending;
    props.onSort?.({ by: target.id, descending });
    announce(`sorted by ${target.label}, ${descending ? 'descending' : 'ascending'}`);
  };

  const selectAll = async () => {
    const complete = source.rows.length === source.total;
    const ids =
      complete || props.allIds === undefined
        ? source.rows.map((one) => props.rowId(one))
        : await props.allIds();
    if (ids === null) {
      sayRowsMissing('The selection is as it was.');
      return;
    }
    selection.replace(ids);
    announce(`${formatCount(ids.length, 'row')} selected`);
  };

  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / deps.rowHeight) - 2);

  const act = (action: TableAction): boolean => {
    const group = lines.at(line)?.kind === 'group';
    switch (action.kind) {
      case 'move':
        if (group && action.columns !== 0) return toggleGroup(action.columns > 0);
        moveTo(line + action.rows, column + action.columns, action.extend);
        return true;
      case 'edge':
        if (action.to === 'row-start') go(line, 0);
        else if (action.to === 'row-end') go(line, placed.length - 1);
        else moveTo(action.to === 'first' ? 0 : lines.count - 1, column, action.extend);
        return true;
      case 'page':
        moveTo(line + (action.down ? page : -page), column, action.extend);
        return true;
      case 'select':
        if (toggleGroup(null)) return true;
        if (activeId === null) return line === headerLine;
        selection.anchor.current = line;
        selection.toggle(activeId);
        return true;
      case 'select-all':
        void selectAll();
        return true;
      case 'clear':
        if (
          activeId !== null &&
          current !== undefined &&
          edits.states.get(activeId)?.get(current.id)?.kind === 'refused'
        ) {
          edits.dismiss(activeId, current.id);
          return true;
        }
        if (selection.ids.size === 0) return false;
        selection.replace([]);
        return true;
      case 'open':
        if (line === headerLine) sortBy(current);
        else if (!toggleGroup(null) && row !== null) props.onOpen?.(row);
        return true;
      case 'edit':
        return row !== null && current !== undefined && startEdit(row, current, action.typed);
      case 'resize': {
        const sized = placed[column];
        if (sized === undefined) return false;
        const next = resizeColumn(props.layout ?? emptyLayout, sized.column, sized.width + action.by);
        props.onLayout?.(next);
        announce(`${sized.column.label} ${next.widths[sized.column.id] ?? 0} pixels wide`);
        return true;
      }
      case 'move-column': {
        if (current === undefined) return false;
        props.onLayout?.(moveColumn(props.columns, props.layout ?? emptyLayout, current.id, action.by));
        go(line, column + action.by);
        announce(`${current.label} moved`);
        return true;
      }
      default:
        return unreachable(action);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.defaultPrevented) return;
    const action = tableAction(event, {
      header: line === headerLine,
      editable: row !== null && current !== undefined && lockOf(current, row) === null,
      check: current?.editor?.kind === 'check',
      chord: chord.current,
    });
    chord.current = event.key === 'g' && !event.ctrlKey && !event.metaKey;
    const plain = !event.ctrlKey && !event.metaKey;
    const named = `${event.altKey ? (event.shiftKey ? 'Alt+Shift+' : 'Alt+') : ''}${event.key}`;
    const own = action !== null && (action.kind !== 'edit' || action.typed === null);
    const used =
      (own && act(action)) ||
      (plain && !chord.current && props.onKey?.(named, row) === true) ||
      (!own && action !== null && act(action));
    if (!used) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    gridId,
    line,
    column,
    row,
    editing,
    /** Kept by the caller in a ref: rows hold on to them across updates. */
    commit,
    cancel,
    keep,
    go,
    extendTo,
    startEdit,
    sortBy,
    onKeyDown,
    stopEditing: () => setEditing(null),
    takeFocus,
  };
}
