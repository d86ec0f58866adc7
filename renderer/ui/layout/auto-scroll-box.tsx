import { type ReactNode, useLayoutEffect, useRef } from 'react';
import styles from './auto-scroll-box.module.css';

export interface AutoScrollBoxProps {
  readonly label: string;
  /** True while it keeps its end in view; the caller holds it, so that it can say so and offer to follow again. */
  readonly following: boolean;
  readonly onFollowing: (following: boolean) => void;
  /** Changes whenever something came at the end. */
  readonly tail: string;
  readonly children: ReactNode;
}

/** How near the end counts as at the end, in pixels. */
const endSlack = 24;

/** A scrolling box that follows what comes at its end until one scrolls up, and again once one is back at the end. */
export function AutoScrollBox({ label, following, onFollowing, tail, children }: AutoScrollBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (following && tail !== '') box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [following, tail]);
  const onScroll = () => {
    const at = box.current;
    if (at === null) return;
    const atEnd = at.scrollHeight - at.scrollTop - at.clientHeight < endSlack;
    if (atEnd !== following) onFollowing(atEnd);
  };
  return (
    <div ref={box} role="region" aria-label={label} tabIndex={0} className={styles.box} onScroll={onScroll}>
      {children}
    </div>
  );
}
