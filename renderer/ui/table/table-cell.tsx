import { type PointerEvent, type ReactNode, useState } from 'react';
import { classNames } from '../class-names.ts';
import styles from './data-table.module.css';
import { CellEditorView } from './editors/cell-editor.tsx';
import type { CellState } from './editors/use-cell-edits.ts';
import type { TableColumn } from './table-types.ts';

export interface EditingCell {
  readonly rowId: string;
  readonly columnId: string;
  /** The character that started the edit; it replaces the content. */
  readonly typed: string | null;
  /** A refused value to go on from. */
  readonly from: string | null;
}

export interface CellCallbacks<Row> {
  readonly commit: (
    row: Row,
    column: TableColumn<Row>,
    value: string,
    move: -1 | 0 | 1,
    focus: boolean,
  ) => void;
  readonly cancel: () => void;
  readonly keep: (row: Row, column: TableColumn<Row>, text: string, reason: string) => void;
}

export interface TableCellProps<Row> {
  readonly id: string;
  readonly row: Row;
  readonly column: TableColumn<Row>;
  readonly index: number;
  readonly active: boolean;
  readonly first: boolean;
  readonly depth: number;
  readonly openable: boolean;
  readonly state: CellState | undefined;
  readonly editing: EditingCell | null;
  readonly callbacks: CellCallbacks<Row>;
}

function content<Row>(column: TableColumn<Row>, row: Row, state: CellState | undefined): ReactNode {
  if (state?.kind === 'saving' || state?.kind === 'refused') return state.value;
  const value = column.value(row);
  if (state?.kind === 'saved' && value === state.before) return state.value;
  return column.render === undefined ? value : column.render(row);
}

/** A text that is cut is told in full while the mouse is on it. */
function tellWhatIsCut({ currentTarget }: PointerEvent<HTMLElement>): void {
  const parts = [currentTarget, ...currentTarget.querySelectorAll('*')];
  const isCut = parts.some((part) => part.scrollWidth > part.clientWidth);
  currentTarget.title = isCut ? currentTarget.innerText : '';
}

/** One cell: its value, what is being saved or was refused over it, or its editor. */
export function TableCell<Row>(props: TableCellProps<Row>) {
  const { id, row, column, state, editing, callbacks } = props;
  const locked = column.editor === undefined ? 'read-only' : (column.locked?.(row) ?? null);
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={props.index + 1}
      aria-readonly={locked !== null}
      aria-invalid={state?.kind === 'refused' ? true : undefined}
      aria-busy={state?.kind === 'saving' ? true : undefined}
      aria-describedby={state?.kind === 'refused' ? `${id}-why` : undefined}
      data-column={props.index}
      className={classNames(
        styles.cell,
        column.align === 'end' && styles.end,
        props.first && column.fixed === true && styles.pinned,
        props.active && styles.active,
        state?.kind === 'refused' && styles.refused,
      )}
    >
      {props.first && props.depth > 0 ? <span style={{ flex: 'none', width: props.depth * 16 }} /> : null}
      {editing === null ? (
        <span className={styles.value} onPointerEnter={tellWhatIsCut}>
          {content(column, row, state)}
        </span>
      ) : (
        <OpenEditor row={row} column={column} editing={editing} callbacks={callbacks} />
      )}
      {props.first && props.openable && editing === null ? (
        <span className={styles.open} data-open="true" aria-hidden="true">
          ›
        </span>
      ) : null}
      {state?.kind === 'saving' ? <span className={styles.saving} /> : null}
      {state?.kind === 'refused' && editing === null ? (
        <span id={`${id}-why`} className={styles.reason}>
          {state.reason} Escape puts the old value back, F2 edits again.
        </span>
      ) : null}
    </div>
  );
}

/** Edits the row as it was when the editor opened: what changes meanwhile was not seen by whoever types. */
function OpenEditor<Row>({
  row,
  column,
  editing,
  callbacks,
}: Pick<TableCellProps<Row>, 'row' | 'column' | 'callbacks'> & { readonly editing: EditingCell }) {
  const [seen] = useState(row);
  return (
    <CellEditorView
      column={column}
      row={seen}
      initial={editing.from ?? column.value(seen)}
      typed={editing.typed}
      onCommit={(value, move, focus) => callbacks.commit(seen, column, value, move, focus)}
      onCancel={callbacks.cancel}
      onKeep={(text, reason) => callbacks.keep(seen, column, text, reason)}
    />
  );
}
