import { useSyncExternalStore } from 'react';
import { VisuallyHidden } from '../text/visually-hidden.tsx';

let said = { text: '', turn: 0 };
const listeners = new Set<() => void>();

/** Says something to screen readers without moving focus. */
export function announce(text: string): void {
  said = { text, turn: said.turn + 1 };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Mounted once by the app frame; speaks what `announce` is given. */
export function LiveRegion() {
  const current = useSyncExternalStore(subscribe, () => said);
  return (
    <div role="status" aria-live="polite" aria-atomic="true">
      <VisuallyHidden>
        <span key={current.turn}>{current.text}</span>
      </VisuallyHidden>
    </div>
  );
}
