import { useEffect, useRef } from 'react';

/** Calls the newest `leave` once the component is gone: a surface that closes around a field gives it no blur. */
export function useLeaving(leave: () => void): void {
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      // React's strict mode takes effects away and puts them back at once.
      queueMicrotask(() => {
        if (!isHere.current) latest.current();
      });
    };
  }, []);
}
