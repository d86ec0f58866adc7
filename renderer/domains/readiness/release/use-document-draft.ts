import { useCallback, useState } from 'react';
import { useUnsavedText } from '../../../ui/inputs/unsaved-text.ts';

/** What was typed and not saved, while the window lives: another screen in between does not lose it. */
const drafts = new Map<string, string>();

/** What is typed of a document; null while it is as it was saved. */
export function useDocumentDraft(key: string): readonly [string | null, (text: string | null) => void] {
  const [draft, setState] = useState(drafts.get(key) ?? null);
  useUnsavedText(draft !== null);
  const setDraft = useCallback(
    (text: string | null) => {
      if (text === null) drafts.delete(key);
      else drafts.set(key, text);
      setState(text);
    },
    [key],
  );
  return [draft, setDraft];
}
