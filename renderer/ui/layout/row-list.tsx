import type { KeyboardEvent, ReactNode } from 'react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../inputs/button.tsx';
import type { Mark } from '../marks/mark.ts';
import { StateMark } from '../marks/state-mark.tsx';
import { formatNumber } from '../text/format.ts';
import { DrawnInView } from './drawn-in-view.tsx';
import styles from './row-list.module.css';

export interface RowSpec {
  readonly id: string;
  readonly mark?: Mark | undefined;
  /** Said for the mark instead of its own word. */
  readonly markLabel?: string | undefined;
  readonly text: ReactNode;
  /** Muted words at the right. */
  readonly end?: ReactNode | undefined;
  /** Fixed-width column before the text: a date. */
  readonly lead?: ReactNode | undefined;
  /** Plain words of the row for screen readers, where `text` isn't a string. */
  readonly label?: string | undefined;
}

export interface RowListProps {
  readonly label: string;
  /** Sentences that must be read to their end break into lines; else a row is one line. */
  readonly wraps?: boolean | undefined;
  readonly rows: readonly RowSpec[];
  /** Enter or a press. */
  readonly onOpen?: ((id: string) => void) | undefined;
  /** Any other key on a row (`a`, `y`, `r`): answer true when it was used. */
  readonly onKey?: ((key: string, id: string) => boolean) | undefined;
  /** The row that focus moved to. */
  readonly onActive?: ((id: string) => void) | undefined;
  /** Rows drawn before a person asks for more; a list of thousands would slow the whole screen down. */
  readonly atFirst?: number | undefined;
}

/** Rows that each "Show more" adds. */
const step = 100;
/** Rows drawn together: those far from what is in view are not drawn, however many were asked for. */
const together = 25;
const typicalRow = 34;

/** A keyboard list inside a panel: j/k or arrows move, Enter opens; a long one is drawn as far as it was asked for. */
export function RowList(props: RowListProps) {
  const { label, wraps = false, rows: all, onOpen, onKey, onActive, atFirst = 50 } = props;
  const [active, setActive] = useState<string | null>(null);
  const [drawn, setDrawn] = useState(atFirst);
  const rows = all.slice(0, drawn);
  const list = useRef<HTMLDivElement>(null);
  const marked = rows.some((row) => row.mark !== undefined);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === active),
  );
  const focus = (id: string) => {
    // Where it is not drawn yet, it is from now on.
    flushSync(() => setActive(id));
    list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
  };
  const go = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (row === undefined) return;
    focus(row.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'j' || event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'k' || event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(rows.length - 1);
    else if (event.key === 'Enter' && onOpen !== undefined) onOpen(row.id);
    else if (onKey?.(event.key, row.id) !== true) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const more = () => {
    const next = all[drawn];
    flushSync(() => setDrawn(drawn + step));
    if (next !== undefined) focus(next.id);
  };
  const drawRow = (row: RowSpec, index: number) => (
    <div
      key={row.id}
      role="option"
      aria-posinset={index + 1}
      aria-setsize={rows.length}
      aria-selected={index === at && active !== null}
      aria-label={row.label}
      tabIndex={index === at ? 0 : -1}
      data-row={row.id}
      className={styles.row}
      onFocus={() => {
        setActive(row.id);
        onActive?.(row.id);
      }}
      onClick={() => onOpen?.(row.id)}
      onKeyDown={() => undefined}
    >
      {row.mark === undefined ? (
        marked && <span className={styles.noMark} />
      ) : (
        <StateMark mark={row.mark} label={row.markLabel} />
      )}
      {row.lead === undefined ? null : <span className={styles.lead}>{row.lead}</span>}
      <span className={styles.text}>{row.text}</span>
      {row.end === undefined ? null : <span className={styles.end}>{row.end}</span>}
    </div>
  );
  return (
    <>
      <div
        ref={list}
        role="listbox"
        aria-label={label}
        className={styles.rows}
        data-wraps={wraps}
        onKeyDown={onKeyDown}
      >
        {rows.length <= together
          ? rows.map(drawRow)
          : chunks(rows).map((chunk, part) => (
              <DrawnInView
                key={part}
                role="presentation"
                estimate={chunk.length * typicalRow}
                keep={Math.floor(at / together) === part}
              >
                {() => chunk.map((row, index) => drawRow(row, part * together + index))}
              </DrawnInView>
            ))}
      </div>
      {rows.length === all.length ? null : (
        <div className={styles.more}>
          <Button kind="quiet" onPress={more}>
            Show {formatNumber(Math.min(step, all.length - rows.length))} more
          </Button>
        </div>
      )}
    </>
  );
}

function chunks(rows: readonly RowSpec[]): readonly (readonly RowSpec[])[] {
  const count = Math.ceil(rows.length / together);
  return Array.from({ length: count }, (_, at) => rows.slice(at * together, (at + 1) * together));
}
