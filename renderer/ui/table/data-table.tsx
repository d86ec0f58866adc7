import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { MouseEvent } from 'react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { announce } from '../feedback/live-region.tsx';
import { usePrinting } from '../frame/printing.ts';
import { Pill } from '../marks/pill.tsx';
import { formatCount, formatNumber } from '../text/format.ts';
import { headerLine, rowAt } from './active-cell.ts';
import { useClipboard } from './clipboard/use-clipboard.ts';
import { emptyLayout, moveColumn, placeColumns, resizeColumn, templateOf } from './column-layout.ts';
import styles from './data-table.module.css';
import { useCellEdits } from './editors/use-cell-edits.ts';
import type { CellCallbacks } from './table-cell.tsx';
import { TableHeader } from './table-header.tsx';
import { layoutLines } from './table-lines.ts';
import { cellId, GroupRow, TableRow, WaitingRow } from './table-row.tsx';
import type { DataTableProps, TableGroup } from './table-types.ts';
import { useFrozenSource } from './use-frozen-source.ts';
import { useGrid } from './use-grid.ts';
import { useRowHeight } from './use-row-height.ts';
import { useRowMenu } from './use-row-menu.tsx';
import { useSelection } from './use-selection.ts';
import { useWindowRequests } from './use-window-requests.ts';

const noGroups: readonly TableGroup[] = [];
const noneCollapsed: ReadonlySet<string> = new Set();

/**
 * The table: virtual rows over a windowed source, one focus for the whole grid (the active cell is named by
 * aria-activedescendant, so no update can take the focus away), edits in place.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    columns,
    rowId,
    onLayout,
    groups = noGroups,
    collapsed = noneCollapsed,
    layout = emptyLayout,
  } = props;
  const [inside, setInside] = useState(false);
  const frozen = useFrozenSource(props.source, rowId, props.freeze === true && inside);
  const { source } = frozen;
  const rowHeight = useRowHeight();
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(
    () => layoutLines(source.total, groups, collapsed),
    [source.total, groups, collapsed],
  );
  const placed = useMemo(() => placeColumns(columns, layout), [columns, layout]);
  const edits = useCellEdits(rowId, props.onEdit, source.rows, columns);
  const selection = useSelection(props.selected, props.onSelect);
  const activeRef = useRef(0);
  const virtual = useVirtualizer({
    count: lines.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingEnd: rowHeight,
    useFlushSync: false,
    // The active row is always drawn: it may be what aria-activedescendant names or hold an editor.
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      const active = activeRef.current;
      if (active < 0 || active >= lines.count || drawn.includes(active)) return drawn;
      return [...drawn, active].sort((one, other) => one - other);
    },
  });
  const measured = useRef(rowHeight);
  useLayoutEffect(() => {
    // Measuring goes through every line there is, and the first drawing has done it.
    if (measured.current === rowHeight) return;
    measured.current = rowHeight;
    virtual.measure();
  }, [rowHeight, virtual]);
  const grid = useGrid({
    props,
    source,
    lines,
    placed,
    selection,
    edits,
    scroller,
    rowHeight,
    scrollTo: (line) => virtual.scrollToIndex(line, { align: 'auto' }),
  });
  const { gridId, line, column, editing } = grid;
  activeRef.current = line;

  const printing = usePrinting();
  const items = printing
    ? Array.from({ length: lines.count }, (_, index) => ({ index, start: index * rowHeight }))
    : virtual.getVirtualItems();
  const visible = virtual.range;
  useWindowRequests(
    source,
    rowIndexNear(lines, visible?.startIndex ?? 0, 1),
    rowIndexNear(lines, visible?.endIndex ?? -1, -1),
    editing !== null,
  );

  // An edited row that is gone leaves the focus with the table.
  const { stopEditing, takeFocus } = grid;
  const lostEdit = editing !== null && !source.rows.some((row) => rowId(row) === editing.rowId);
  useEffect(() => {
    if (!lostEdit) return;
    stopEditing();
    takeFocus();
    announce('the row being edited is no longer here');
  }, [lostEdit, stopEditing, takeFocus]);

  const activeCell = cellId(gridId, line, grid.row === null && line !== headerLine ? 0 : column);
  useEffect(() => {
    if (document.activeElement !== scroller.current) return;
    document.getElementById(activeCell)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeCell]);

  const latest = useRef(grid);
  latest.current = grid;
  const callbacks = useMemo<CellCallbacks<Row>>(
    () => ({
      commit: (row, of, value, move, focus) => latest.current.commit(row, of, value, move, focus),
      cancel: () => latest.current.cancel(),
      keep: (row, of, text, reason) => latest.current.keep(row, of, text, reason),
    }),
    [],
  );

  const resize = useCallback(
    (columnId: string, width: number, done: boolean) => {
      const of = columns.find((one) => one.id === columnId);
      if (of === undefined) return;
      const next = resizeColumn(layout, of, width);
      if (done) onLayout?.(next);
      else scroller.current?.style.setProperty('--cols', templateOf(placeColumns(columns, next)));
    },
    [columns, layout, onLayout],
  );

  const cellOf = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return null;
    const cell = event.target.closest<HTMLElement>('[data-column]');
    const at = event.target.closest<HTMLElement>('[data-line]');
    if (at === null) return null;
    return {
      line: Number(at.dataset['line']),
      column: Number(cell?.dataset['column'] ?? 0),
      target: event.target,
    };
  };

  const onClick = (event: MouseEvent) => {
    const cell = cellOf(event);
    if (cell === null || cell.target.closest('[data-handle]') !== null || editing !== null) return;
    grid.go(cell.line, cell.column);
    if (cell.line === headerLine) return grid.sortBy(placed[cell.column]?.column);
    const found = lines.at(cell.line);
    if (found?.kind === 'group') return props.onCollapse?.(found.group.id, found.open);
    const row = rowAt(lines, source, cell.line);
    if (row === null) return undefined;
    if (event.shiftKey) return grid.extendTo(cell.line);
    selection.anchor.current = cell.line;
    if (event.ctrlKey || event.metaKey) return selection.toggle(rowId(row));
    if (cell.target.closest('[data-open]') !== null) return props.onOpen?.(row);
    const clicked = placed[cell.column]?.column;
    if (clicked?.editor?.kind === 'check') grid.startEdit(row, clicked, null);
    return undefined;
  };

  const onDoubleClick = (event: MouseEvent) => {
    const cell = cellOf(event);
    const row = cell === null ? null : rowAt(lines, source, cell.line);
    const of = placed[cell?.column ?? -1]?.column;
    if (row === null || of === undefined || of.editor?.kind === 'check' || editing !== null) return;
    if (of.editor === undefined || props.onEdit === undefined) props.onOpen?.(row);
    else grid.startEdit(row, of, null);
  };

  const clipboard = useClipboard({ props, source, lines, placed, selected: selection.ids, line, column });
  const rowMenu = useRowMenu({
    props,
    shown: placed.map((one) => one.column),
    row: grid.row,
    activeCell,
    goTo: (event) => {
      const cell = cellOf(event);
      if (cell === null || editing !== null) return null;
      grid.go(cell.line, cell.column);
      return rowAt(lines, source, cell.line);
    },
    takeFocus,
  });

  const { onActive } = props;
  const activeRow = grid.row;
  useEffect(() => onActive?.(activeRow), [onActive, activeRow]);

  const template = printing
    ? placed.map(({ width }) => `minmax(0, ${width}fr)`).join(' ')
    : templateOf(placed);
  const least = placed.reduce((sum, one) => sum + one.width, 0);
  const [head] = placed;
  const pinned = head?.column.fixed === true ? head.width : 0;
  const depth = props.depth;
  return (
    <div
      className={styles.frame}
      {...(props.fit === true
        ? { 'data-fit': true, style: fittingHeight(lines.count) }
        : { style: { height: props.height ?? '100%' } })}
      onPointerEnter={() => setInside(true)}
      onPointerLeave={() => setInside(scroller.current?.contains(document.activeElement) === true)}
      onFocus={() => setInside(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget))
          setInside(event.currentTarget.matches(':hover'));
      }}
    >
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={lines.count + 1}
        aria-colcount={placed.length}
        aria-multiselectable="true"
        aria-activedescendant={
          editing === null && (lines.count > 0 || line === headerLine) ? activeCell : undefined
        }
        className={styles.scroller}
        style={{
          '--cols': template,
          '--least': `${least}px`,
          '--line-height': `${rowHeight}px`,
          '--pinned': `${pinned}px`,
        }}
        onKeyDown={grid.onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onContextMenu={rowMenu.onContextMenu}
        {...clipboard}
      >
        <TableHeader
          gridId={gridId}
          placed={placed}
          activeColumn={line === headerLine ? column : -1}
          sort={props.sort ?? null}
          resizable={props.onLayout !== undefined}
          onResize={resize}
          onDropColumn={(id, onto) => {
            const order = placed.map((one) => one.column.id);
            props.onLayout?.(moveColumn(columns, layout, id, order.indexOf(onto) - order.indexOf(id)));
          }}
        />
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const found = lines.at(item.index);
            if (found === null) return null;
            const place = { gridId, line: item.index, top: item.start, height: rowHeight };
            const active = item.index === line;
            if (found.kind === 'group') {
              return (
                <GroupRow
                  key={`group ${found.group.id}`}
                  {...place}
                  group={found.group}
                  open={found.open}
                  columns={placed.length}
                  active={active}
                />
              );
            }
            const row = source.rows[found.index - source.start];
            if (row === undefined) {
              return printing ? null : (
                <WaitingRow key={`at ${found.index}`} {...place} columns={placed.length} active={active} />
              );
            }
            const id = rowId(row);
            return (
              <TableRow
                key={id}
                {...place}
                row={row}
                placed={placed}
                activeColumn={active ? column : -1}
                selected={selection.ids.has(id)}
                open={props.openId === id}
                openable={props.onOpen !== undefined}
                tone={props.rowTone?.(row) ?? 'plain'}
                depth={depth?.(row) ?? 0}
                states={edits.states.get(id)}
                editing={editing?.rowId === id ? editing : null}
                callbacks={callbacks}
              />
            );
          })}
        </div>
        {printing && source.rows.length < source.total ? (
          <p className={styles.unprinted}>
            {`Only ${formatNumber(source.rows.length)} of ${formatCount(source.total, 'row')} are printed; an export has all of them.`}
          </p>
        ) : null}
        {lines.count === 0 ? <div className={styles.empty}>{props.empty}</div> : null}
      </div>
      {rowMenu.menu}
      {frozen.waiting > 0 ? (
        <span className={styles.newRows}>
          <Pill onPress={frozen.release}>{`${formatNumber(frozen.waiting)} new`}</Pill>
        </span>
      ) : null}
    </div>
  );
}

/** Lines that stay in sight in a low window, and those that an empty table takes for the words in it. */
const leastLines = 3;
const emptyLines = 5;

/** Its header, its lines and room for a scroll bar; at least a few of the lines. */
function fittingHeight(lines: number) {
  const tall = (shown: number) => `calc(var(--row) * ${shown + 1} + 18px)`;
  return {
    flexBasis: tall(lines === 0 ? emptyLines : lines),
    minHeight: tall(lines === 0 ? emptyLines : Math.min(leastLines, lines)),
  };
}

/** The source row at a line, or the next one in a direction where the line is a group's header. */
function rowIndexNear(lines: ReturnType<typeof layoutLines>, line: number, step: 1 | -1): number {
  for (let at = line; at >= 0 && at < lines.count; at += step) {
    const found = lines.at(at);
    if (found?.kind === 'row') return found.index;
  }
  return step === 1 ? 0 : -1;
}
