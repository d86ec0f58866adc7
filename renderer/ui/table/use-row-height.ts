import { useSyncExternalStore } from 'react';
import { rowHeights } from '../frame/theme.ts';

function subscribe(listener: () => void): () => void {
  addEventListener('look-changed', listener);
  return () => removeEventListener('look-changed', listener);
}

function current(): number {
  const density = document.documentElement.dataset['density'];
  return density === 'compact' || density === 'comfortable' ? rowHeights[density] : rowHeights.normal;
}

/** Height of a row in the density on <html>; follows changes. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, current);
}
