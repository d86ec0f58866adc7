import { useEffect } from 'react';

const holders = new Set<object>();

if (typeof window !== 'undefined') {
  window.addEventListener('beforeunload', (event) => {
    if (holders.size > 0) event.preventDefault();
  });
}

/** The browser asks before it reloads or closes the page, until what is returned is called. */
export function holdPage(): () => void {
  const holder = {};
  holders.add(holder);
  return () => {
    holders.delete(holder);
  };
}

/** While something typed is kept nowhere but on this page, the browser asks before it reloads or closes it. */
export function useUnsavedText(isUnsaved: boolean): void {
  useEffect(() => (isUnsaved ? holdPage() : undefined), [isUnsaved]);
}
