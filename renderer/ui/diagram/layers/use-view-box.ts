import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Box } from './layer-layout.ts';

/** More than is in sight is drawn, so that a little scrolling draws nothing anew. */
const beyond = 240;

/** The part of a scaled drawing that its scrolling box shows, and some more around; null before it is measured. */
export function useViewBox(zoom: number): {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly box: Box | null;
  readonly look: () => void;
} {
  const ref = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<Box | null>(null);
  const look = useCallback(() => {
    const at = ref.current;
    if (at === null) return;
    const seen = {
      left: at.scrollLeft / zoom,
      top: at.scrollTop / zoom,
      right: (at.scrollLeft + at.clientWidth) / zoom,
      bottom: (at.scrollTop + at.clientHeight) / zoom,
    };
    const more = beyond / zoom;
    setBox((drawn) => {
      if (
        drawn !== null &&
        holds(drawn, seen) &&
        drawn.right - drawn.left < (at.clientWidth + 3 * beyond) / zoom
      )
        return drawn;
      return {
        left: seen.left - more,
        top: seen.top - more,
        right: seen.right + more,
        bottom: seen.bottom + more,
      };
    });
  }, [zoom]);
  useLayoutEffect(() => {
    const at = ref.current;
    if (at === null) return undefined;
    look();
    const observer = new ResizeObserver(look);
    observer.observe(at);
    at.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      at.removeEventListener('scroll', look);
    };
  }, [look]);
  return { ref, box, look };
}

function holds(outer: Box, inner: Box): boolean {
  return (
    outer.left <= inner.left &&
    outer.top <= inner.top &&
    outer.right >= inner.right &&
    outer.bottom >= inner.bottom
  );
}
