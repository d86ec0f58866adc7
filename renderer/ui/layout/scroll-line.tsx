import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { omitUndefined } from '../omit-undefined.ts';

interface ScrollLineProps {
  readonly label: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

/** A box that may be too narrow for its one line: where it scrolls, the keyboard reaches it. */
export function ScrollLine({ label, className, children }: ScrollLineProps) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const look = () => setScrolls(element.scrollWidth > element.clientWidth);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    look();
    return () => observer.disconnect();
  }, []);
  const reachable = scrolls ? { role: 'group', tabIndex: 0, 'aria-label': label } : {};
  return (
    <div ref={box} {...reachable} {...omitUndefined({ className })}>
      {children}
    </div>
  );
}
