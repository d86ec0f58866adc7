import { useRef, useState } from 'react';

interface Identified {
  readonly id: string;
}

export interface Held<Row> {
  readonly rows: readonly Row[];
  /** How many new rows wait to be let in. */
  readonly waiting: number;
}

/**
 * What a list shows while somebody points at it: known rows stay where they are and show their newest content, rows
 * that went away go, new ones wait. With nobody there, everything as it came.
 */
export function holdRows<Row extends Identified>(
  shown: readonly string[],
  rows: readonly Row[],
  holding: boolean,
): Held<Row> {
  if (!holding) return { rows, waiting: 0 };
  const current = new Map(rows.map((row) => [row.id, row]));
  const kept = shown.flatMap((id): Row[] => {
    const row = current.get(id);
    return row === undefined ? [] : [row];
  });
  return { rows: kept, waiting: rows.length - kept.length };
}

/** `holdRows` for a component: spread `hold` on the list's own element, call `letIn` from the "2 new" pill. */
export function useHeldRows<Row extends Identified>(rows: readonly Row[]) {
  const [holding, setHolding] = useState(false);
  const shown = useRef<readonly string[]>([]);
  const held = holdRows(shown.current, rows, holding);
  shown.current = held.rows.map((row) => row.id);
  return {
    ...held,
    letIn: () => {
      shown.current = rows.map((row) => row.id);
      setHolding(false);
    },
    hold: {
      onPointerEnter: () => setHolding(true),
      onPointerLeave: () => setHolding(false),
      onFocus: () => setHolding(true),
      onBlur: () => setHolding(false),
    },
  };
}
