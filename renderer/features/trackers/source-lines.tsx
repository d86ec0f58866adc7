import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import styles from './source-lines.module.css';

interface SourceLinesProps {
  readonly text: string;
  readonly label: string;
  /** Shown marked and in view: what a finding or a log line points to. */
  readonly line: number | null;
}

/** Raw text with line numbers; only the lines in view are drawn, since documents reach many thousands. */
export function SourceLines({ text, label, line }: SourceLinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n'), [text]);
  // oxlint-disable-next-line react/incompatible-library -- the virtualizer keeps its own state; nothing here is memoised on it
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => 20,
    overscan: 30,
  });
  useEffect(() => {
    if (line !== null) virtual.scrollToIndex(Math.min(lines.length, line) - 1, { align: 'center' });
  }, [line, lines.length, virtual]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <section ref={box} className={styles.source} aria-label={label} tabIndex={0}>
      <div style={{ height: virtual.getTotalSize() }} className={styles.all}>
        {virtual.getVirtualItems().map((row) => (
          <div
            key={row.key}
            ref={virtual.measureElement}
            data-index={row.index}
            className={styles.line}
            data-marked={row.index + 1 === line}
            style={{ transform: `translateY(${row.start}px)` }}
          >
            <span className={styles.number} aria-hidden="true">
              {row.index + 1}
            </span>
            <code>{lines[row.index] === '' ? ' ' : lines[row.index]}</code>
          </div>
        ))}
      </div>
    </section>
  );
}
