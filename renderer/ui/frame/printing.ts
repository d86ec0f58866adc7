import { useSyncExternalStore } from 'react';

const paper = () => matchMedia('print');

function subscribe(listener: () => void): () => void {
  const query = paper();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the page is being laid out for paper, where nothing scrolls. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => paper().matches);
}
