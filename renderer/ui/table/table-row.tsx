import { useMemo } from 'react';
import { classNames } from '../class-names.ts';
import { StateBar } from '../marks/state-bar.tsx';
import { formatNumber } from '../text/format.ts';
import type { PlacedColumn } from './column-layout.ts';
import styles from './data-table.module.css';
import type { RowStates } from './editors/use-cell-edits.ts';
import type { CellCallbacks, EditingCell } from './table-cell.tsx';
import { TableCell } from './table-cell.tsx';
import type { TableGroup } from './table-types.ts';

export interface LinePlace {
  readonly gridId: string;
  readonly line: number;
  readonly top: number;
  readonly height: number;
}

export interface TableRowProps<Row> extends LinePlace {
  readonly row: Row;
  readonly placed: readonly PlacedColumn<Row>[];
  /** Index of the active column, -1 when the keyboard is elsewhere. */
  readonly activeColumn: number;
  readonly selected: boolean;
  readonly open: boolean;
  readonly openable: boolean;
  readonly tone: 'plain' | 'muted' | 'stale';
  readonly depth: number;
  readonly states: RowStates | undefined;
  readonly editing: EditingCell | null;
  readonly callbacks: CellCallbacks<Row>;
}

export function cellId(gridId: string, line: number, column: number): string {
  return `${gridId}-${line}-${column}`;
}

/** A data row. Its drawing is kept until something it shows changes: fifty updates a second touch only their rows. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { gridId, line, top, height, row, placed, activeColumn, selected, open, openable } = props;
  const { tone, depth, states, editing, callbacks } = props;
  return useMemo(
    () => (
      <div
        role="row"
        aria-rowindex={line + 2}
        aria-selected={selected}
        data-line={line}
        data-tone={tone}
        className={classNames(
          styles.row,
          activeColumn !== -1 && styles.activeRow,
          selected && styles.selected,
          open && styles.openRow,
          (editing !== null || states !== undefined) && styles.raised,
        )}
        style={{ top, height }}
      >
        {placed.map(({ column }, index) => (
          <TableCell
            key={column.id}
            id={cellId(gridId, line, index)}
            row={row}
            column={column}
            index={index}
            active={index === activeColumn}
            first={index === 0}
            depth={depth}
            openable={openable}
            state={states?.get(column.id)}
            editing={editing?.columnId === column.id ? editing : null}
            callbacks={callbacks}
          />
        ))}
      </div>
    ),
    [
      gridId,
      line,
      top,
      height,
      row,
      placed,
      activeColumn,
      selected,
      open,
      openable,
      tone,
      depth,
      states,
      editing,
      callbacks,
    ],
  );
}

/** A row that is still on its way. */
export function WaitingRow({
  gridId,
  line,
  top,
  height,
  columns,
  active,
}: LinePlace & { readonly columns: number; readonly active: boolean }) {
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      data-line={line}
      className={classNames(styles.row, active && styles.activeRow)}
      style={{ top, height }}
      aria-busy="true"
    >
      {Array.from({ length: columns }, (_, index) => (
        <div
          key={index}
          id={cellId(gridId, line, index)}
          role="gridcell"
          aria-colindex={index + 1}
          aria-label="loading"
          data-column={index}
          className={classNames(styles.cell, active && index === 0 && styles.active)}
        >
          <span className={styles.bone} />
        </div>
      ))}
    </div>
  );
}

/** A group's header: opens and closes by press, Enter or the arrow keys. */
export function GroupRow({
  gridId,
  line,
  top,
  height,
  group,
  open,
  columns,
  active,
}: LinePlace & {
  readonly group: TableGroup;
  readonly open: boolean;
  readonly columns: number;
  readonly active: boolean;
}) {
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      data-line={line}
      data-group={group.id}
      className={classNames(styles.row, styles.group, active && styles.activeRow)}
      style={{ top, height }}
    >
      <div
        id={cellId(gridId, line, 0)}
        role="gridcell"
        aria-colindex={1}
        aria-colspan={columns}
        aria-expanded={open}
        data-column={0}
        className={classNames(styles.groupCell, active && styles.active)}
        style={{ paddingLeft: 10 + (group.level ?? 0) * 16 }}
      >
        <span className={styles.twist} data-open={open} aria-hidden="true">
          ›
        </span>
        <span className={styles.groupTitle}>{group.title}</span>
        <span className={styles.groupFact}>{group.fact ?? formatNumber(group.count)}</span>
        {group.parts === undefined || group.parts.length === 0 ? null : (
          <span className={styles.groupBar}>
            <StateBar label={group.title} parts={group.parts} />
          </span>
        )}
      </div>
    </div>
  );
}
