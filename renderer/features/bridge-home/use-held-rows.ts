import { useState } from 'react';
import { freezeRows } from '../../ui/table/frozen-rows.ts';

interface Identified {
  readonly id: string;
}

const rowId = (row: Identified) => row.id;

/**
 * What a list shows while somebody points at it: spread `hold` on the list's own element, call `letIn` from the
 * "2 new" pill. With nobody there, everything as it came.
 */
export function useFrozenRows<Row extends Identified>(rows: readonly Row[]) {
  const [pinned, setPinned] = useState<readonly string[] | null>(null);
  const ids = () => rows.map(rowId);
  const pin = () => setPinned((before) => before ?? ids());
  const release = () => setPinned(null);
  return {
    ...freezeRows(pinned, rows, rowId),
    letIn: () => setPinned(ids()),
    hold: { onPointerEnter: pin, onPointerLeave: release, onFocus: pin, onBlur: release },
  };
}
