import { type ReactNode, useEffect, useRef, useState } from 'react';
import { usePrinting } from '../frame/printing.ts';

export interface DrawnInViewProps {
  /** Height while it was never drawn, in pixels: about what it will take. */
  readonly estimate: number;
  /** Drawn wherever it is: the keyboard is in it. */
  readonly keep?: boolean | undefined;
  readonly role?: 'presentation' | undefined;
  readonly children: () => ReactNode;
}

/** Drawn this far before it comes into view. */
const margin = '400px 0px';

/** A part of a long page that is drawn while it is near what is in view; else its room is kept empty. */
export function DrawnInView({ estimate, keep = false, role, children }: DrawnInViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const height = useRef(estimate);
  const [isNear, setNear] = useState(false);
  const printing = usePrinting();
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry === undefined) return;
        if (!entry.isIntersecting && entry.boundingClientRect.height > 0)
          height.current = entry.boundingClientRect.height;
        // What has the focus stays, or the focus would be lost.
        setNear(entry.isIntersecting || element.contains(document.activeElement));
      },
      { rootMargin: margin },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const isDrawn = isNear || keep || printing;
  return (
    <div ref={place} role={role} style={isDrawn ? undefined : { height: height.current }}>
      {isDrawn ? children() : null}
    </div>
  );
}
