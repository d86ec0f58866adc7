import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { freshId } from '../../../bridge/fresh-id.ts';
import { useLayout } from '../../../bridge/layout.ts';
import { useUnsavedText } from '../../../ui/inputs/unsaved-text.ts';
import { Draft, isKept } from './drafts.ts';
import type { TaskForm } from './form.ts';

export interface DraftState {
  /** False until it is known whether one was kept. */
  readonly ready: boolean;
  readonly draft: Draft | null;
  readonly begin: (form: TaskForm) => void;
  readonly change: (part: Partial<TaskForm>) => void;
  readonly put: (draft: Draft | null) => void;
  /** It is too long to survive the window. */
  readonly tooLong: boolean;
}

/** The draft of one origin: typed text is kept as it is typed, and is there again after a reload. */
export function useDraft(origin: string): DraftState {
  const [kept, setKept, ready] = useLayout<Draft | null>(`task.draft.${origin}`, Draft, null);
  const [long, setLong] = useState<Draft | null>(null);
  const draft = long ?? kept;
  useUnsavedText(long !== null);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  const put = useCallback(
    (next: Draft | null) => {
      latest.current = next;
      const fits = next === null || isKept(next);
      setLong(fits ? null : next);
      if (fits) setKept(next);
    },
    [setKept],
  );
  const begin = useCallback((form: TaskForm) => put({ key: freshId(), sent: null, form }), [put]);
  const change = useCallback(
    (part: Partial<TaskForm>) => {
      const before = latest.current;
      if (before !== null) put({ ...before, form: { ...before.form, ...part } });
    },
    [put],
  );
  return useMemo(
    () => ({ ready, draft, begin, change, put, tooLong: long !== null }),
    [ready, draft, begin, change, put, long],
  );
}
