import { useCallback, useEffect, useState } from 'react';
import { useUnsavedText } from '../../../ui/inputs/unsaved-text.ts';

/** Shorter pauses between keys ask nobody. */
const pauseMs = 300;

/** What was typed and not saved, while the window lives: another screen in between does not lose it. */
const drafts = new Map<string, { readonly text: string; readonly from: string }>();

export interface DocumentEditing {
  /** As it is typed, or as it was saved. */
  readonly text: string;
  /** The same once nobody had typed for a moment: what is asked about. */
  readonly settled: string;
  /** There is something to save. */
  readonly isChanged: boolean;
  /** Somebody saved another text since one began to type. */
  readonly isOvertaken: boolean;
  readonly change: (text: string) => void;
  /** Nothing is left of what was typed: it was saved, or is not wanted. */
  readonly drop: () => void;
}

/** A document being written. `key`: what it is; null for `saved` while there is none yet, which begins with `first`. */
export function useDocumentEditor(key: string, saved: string | null, first: string): DocumentEditing {
  const [draft, setDraft] = useState(drafts.get(key) ?? null);
  const base = saved ?? first;
  const text = draft?.text ?? base;
  const [settled, setSettled] = useState(text);
  useUnsavedText(draft !== null);
  useEffect(() => {
    if (text === settled) return undefined;
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text, settled]);
  const change = useCallback(
    (next: string) => {
      setDraft((before) => {
        const now = next === base ? null : { text: next, from: before?.from ?? base };
        if (now === null) drafts.delete(key);
        else drafts.set(key, now);
        return now;
      });
    },
    [key, base],
  );
  const drop = useCallback(() => {
    drafts.delete(key);
    setDraft(null);
  }, [key]);
  return {
    text,
    settled,
    isChanged: draft !== null || saved === null,
    isOvertaken: draft !== null && draft.from !== base,
    change,
    drop,
  };
}
