import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import styles from './split-view.module.css';

export interface SplitViewProps {
  /** Names the divider: "Resize source and preview". */
  readonly label: string;
  readonly start: ReactNode;
  readonly end: ReactNode;
  /** Share of the first pane in percent. */
  readonly share?: number | undefined;
  readonly onShare?: ((share: number) => void) | undefined;
}

const clamp = (share: number) => Math.min(80, Math.max(20, Math.round(share)));

/** Two panes with a divider that moves by pointer and by arrow keys; one below the other when narrow. */
export function SplitView({ label, start, end, share, onShare }: SplitViewProps) {
  const [own, setOwn] = useState(50);
  const frame = useRef<HTMLDivElement>(null);
  const current = share ?? own;
  const move = (next: number) => {
    setOwn(clamp(next));
    onShare?.(clamp(next));
  };
  return (
    <div ref={frame} className={styles.split} style={{ '--share': `${current}%` }}>
      <div className={styles.pane}>{start}</div>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={current}
        aria-valuemin={20}
        aria-valuemax={80}
        tabIndex={0}
        className={styles.divider}
        onKeyDown={(event) => {
          if (event.key === 'ArrowLeft') move(current - 5);
          else if (event.key === 'ArrowRight') move(current + 5);
          else if (event.key === 'Home') move(20);
          else if (event.key === 'End') move(80);
          else return;
          event.preventDefault();
        }}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          const box = frame.current?.getBoundingClientRect();
          if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
          move(((event.clientX - box.left) / box.width) * 100);
        }}
      />
      <div className={styles.pane}>{end}</div>
    </div>
  );
}
