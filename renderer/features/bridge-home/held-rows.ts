import { useState } from 'react';

interface Identified {
  readonly id: string;
}

export interface Held<Row> {
  readonly rows: readonly Row[];
  /** How many new rows wait to be let in. */
  readonly waiting: number;
}

/**
 * What a list shows while somebody points at it: the pinned rows stay where they are and show their newest content,
 * rows that went away go, new ones wait. With nothing pinned, everything as it came.
 */
export function holdRows<Row extends Identified>(
  pinned: readonly string[] | null,
  rows: readonly Row[],
): Held<Row> {
  if (pinned === null) return { rows, waiting: 0 };
  const current = new Map(rows.map((row) => [row.id, row]));
  const kept = pinned.flatMap((id): Row[] => {
    const row = current.get(id);
    return row === undefined ? [] : [row];
  });
  return { rows: kept, waiting: rows.length - kept.length };
}

/** `holdRows` for a component: spread `hold` on the list's own element, call `letIn` from the "2 new" pill. */
export function useHeldRows<Row extends Identified>(rows: readonly Row[]) {
  const [pinned, setPinned] = useState<readonly string[] | null>(null);
  const ids = () => rows.map((row) => row.id);
  const pin = () => setPinned((before) => before ?? ids());
  const release = () => setPinned(null);
  return {
    ...holdRows(pinned, rows),
    letIn: () => setPinned(ids()),
    hold: { onPointerEnter: pin, onPointerLeave: release, onFocus: pin, onBlur: release },
  };
}
