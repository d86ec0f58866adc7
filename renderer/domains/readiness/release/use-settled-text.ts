import { useEffect, useState } from 'react';

/** Shorter pauses between keys ask nobody. */
const pauseMs = 300;

/** A text as it stood once nobody had typed for a moment. */
export function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (text === settled) return undefined;
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text, settled]);
  return settled;
}
