import { useMemo, useRef, useState } from 'react';
import { freezeRows } from './frozen-rows.ts';
import type { TableSource } from './table-types.ts';

export interface FrozenSource<Row> {
  readonly source: TableSource<Row>;
  readonly waiting: number;
  readonly release: () => void;
}

/** While `hold` is true new rows wait and shown rows keep their places; their content stays live. */
export function useFrozenSource<Row>(
  source: TableSource<Row>,
  rowId: (row: Row) => string,
  hold: boolean,
): FrozenSource<Row> {
  const shown = useRef<readonly string[] | null>(null);
  const [turn, setTurn] = useState(0);
  const held = useMemo(() => {
    if (!hold) {
      shown.current = null;
      return null;
    }
    shown.current ??= source.rows.map(rowId);
    return freezeRows(shown.current, source.rows, rowId);
    // `turn` re-reads after a release.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [hold, source, rowId, turn]);
  return {
    source: held === null ? source : { total: held.rows.length, start: 0, rows: held.rows },
    waiting: held?.waiting ?? 0,
    release() {
      shown.current = null;
      setTurn((current) => current + 1);
    },
  };
}
