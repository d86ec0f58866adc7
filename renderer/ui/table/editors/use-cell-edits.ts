import { useCallback, useEffect, useRef, useState } from 'react';
import { announce } from '../../feedback/live-region.tsx';
import { showToast } from '../../feedback/toast.tsx';
import type { Outcome, TableColumn } from '../table-types.ts';
import { forgetRefused, keepRefused, keptText, refusedEdits } from './refused-edits.ts';

/** What a cell shows over its row's own value. */
export type CellState =
  | { readonly kind: 'saving'; readonly value: string }
  /** Saved; shown until the row itself brings another value than before. */
  | { readonly kind: 'saved'; readonly value: string; readonly before: string }
  | { readonly kind: 'refused'; readonly value: string; readonly reason: string };

export type RowStates = ReadonlyMap<string, CellState>;
type States = ReadonlyMap<string, RowStates>;

/** How long a saved value stands in for a row that has not been sent again. */
const maxStandInMs = 3000;

function withState(states: States, rowId: string, columnId: string, state: CellState | null): States {
  const cells = new Map(states.get(rowId) ?? []);
  if (state === null) cells.delete(columnId);
  else cells.set(columnId, state);
  const next = new Map(states);
  if (cells.size === 0) next.delete(rowId);
  else next.set(rowId, cells);
  return next;
}

function refusedBefore(): States {
  return refusedEdits().reduce<States>(
    (states, { rowId, columnId, value, reason }) =>
      withState(states, rowId, columnId, { kind: 'refused', value, reason }),
    new Map(),
  );
}

export interface CellEdits<Row> {
  readonly states: States;
  save(row: Row, column: TableColumn<Row>, value: string): void;
  dismiss(rowId: string, columnId: string): void;
  /** What was typed means nothing in this column. */
  keep(row: Row, column: TableColumn<Row>, text: string, reason: string): void;
}

/** Sends edits and remembers per cell what is on its way and what was refused. */
export function useCellEdits<Row>(
  rowId: (row: Row) => string,
  onEdit: ((row: Row, columnId: string, value: string) => Promise<Outcome>) | undefined,
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
): CellEdits<Row> {
  const [states, setStates] = useState<States>(refusedBefore);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  const put = useCallback((id: string, columnId: string, state: CellState | null) => {
    // Kept also where the answer came after the screen was left: what was typed is not lost with it.
    if (state?.kind === 'refused') keepRefused(id, columnId, state);
    else forgetRefused(id, columnId);
    if (alive.current) setStates((current) => withState(current, id, columnId, state));
  }, []);
  const shown = useRef(rows);
  useEffect(() => {
    shown.current = rows;
  }, [rows]);
  const refuse = useCallback(
    (id: string, column: TableColumn<Row>, value: string, reason: string) => {
      put(id, column.id, { kind: 'refused', value, reason });
      const inSight = alive.current && shown.current.some((row) => rowId(row) === id);
      if (inSight) announce(`${column.label} was refused: ${reason}`);
      else showToast({ kind: 'problem', text: `${column.label}: ${reason}`, detail: keptText(value) });
    },
    [put, rowId],
  );
  useEffect(() => {
    // The row brought the new value itself: from here on it speaks, also when an undo takes it back at once.
    for (const [id, cells] of states) {
      const row = rows.find((each) => rowId(each) === id);
      for (const [columnId, state] of cells) {
        const column = columns.find((each) => each.id === columnId);
        if (state.kind !== 'saved' || row === undefined || column === undefined) continue;
        if (column.value(row) !== state.before) put(id, columnId, null);
      }
    }
  }, [states, rows, columns, rowId, put]);
  const save = useCallback(
    (row: Row, column: TableColumn<Row>, value: string) => {
      if (onEdit === undefined) return;
      const id = rowId(row);
      const before = column.value(row);
      put(id, column.id, { kind: 'saving', value });
      const settle = (outcome: Outcome) => {
        if (!outcome.ok) {
          refuse(id, column, value, outcome.reason);
          return;
        }
        const saved: CellState = { kind: 'saved', value, before };
        put(id, column.id, saved);
        setTimeout(() => {
          if (!alive.current) return;
          setStates((current) =>
            current.get(id)?.get(column.id) === saved ? withState(current, id, column.id, null) : current,
          );
        }, maxStandInMs);
      };
      void onEdit(row, column.id, value)
        .catch((reason: unknown): Outcome => ({ ok: false, reason: String(reason) }))
        .then(settle);
    },
    [onEdit, put, refuse, rowId],
  );
  const dismiss = useCallback((id: string, columnId: string) => put(id, columnId, null), [put]);
  const keep = useCallback(
    (row: Row, column: TableColumn<Row>, text: string, reason: string) =>
      refuse(rowId(row), column, text, reason),
    [refuse, rowId],
  );
  return { states, save, dismiss, keep };
}
