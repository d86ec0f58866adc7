import { useCallback, useRef, useState } from 'react';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Line the next extension starts from. */
  readonly anchor: { current: number };
  readonly replace: (ids: Iterable<string>) => void;
  readonly toggle: (id: string) => void;
}

/** Selected rows by id: the caller's, or the table's own where the caller keeps none. */
export function useSelection(
  selected: ReadonlySet<string> | undefined,
  onSelect: ((ids: ReadonlySet<string>) => void) | undefined,
): Selection {
  const [own, setOwn] = useState<ReadonlySet<string>>(() => new Set());
  const anchor = useRef(0);
  const ids = selected ?? own;
  const replace = useCallback(
    (next: Iterable<string>) => {
      const set = new Set(next);
      setOwn(set);
      onSelect?.(set);
    },
    [onSelect],
  );
  const toggle = useCallback(
    (id: string) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      replace(next);
    },
    [ids, replace],
  );
  return { ids, anchor, replace, toggle };
}
