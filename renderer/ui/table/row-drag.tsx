import type { DragEvent, ReactNode } from 'react';
import { useRef, useState } from 'react';
import styles from './row-drag.module.css';

export interface RowTarget {
  /** Id of the row under the pointer; null over a group's header. */
  readonly row: string | null;
  readonly group: string | null;
  /** The lower half of the row. */
  readonly after: boolean;
}

export interface RowDragProps {
  /** Carried by a draggable grip in each row; its value is the row's id. */
  readonly attribute: `data-${string}`;
  readonly mayDrop: (id: string, target: RowTarget) => boolean;
  readonly onDrop: (id: string, target: RowTarget) => void;
  /** The DataTable. */
  readonly children: ReactNode;
}

interface Hint {
  readonly target: RowTarget;
  readonly top: number;
}

/** Rows of a table dragged by a grip to another place: draws where they would land. The keyboard has keys of its own. */
export function RowDrag({ attribute, mayDrop, onDrop, children }: RowDragProps) {
  const box = useRef<HTMLDivElement>(null);
  const dragged = useRef<string | null>(null);
  const [hint, setHint] = useState<Hint | null>(null);
  const find = (event: DragEvent): Hint | null => {
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null;
    const frame = box.current?.getBoundingClientRect();
    if (line === null || frame === undefined) return null;
    const place = line.getBoundingClientRect();
    const group = line.dataset['group'] ?? null;
    const row = line.querySelector(`[${attribute}]`)?.getAttribute(attribute) ?? null;
    const after = group !== null || event.clientY > place.top + place.height / 2;
    return { target: { row, group, after }, top: (after ? place.bottom : place.top) - frame.top };
  };
  const over = (event: DragEvent) => {
    const id = dragged.current;
    if (id === null) return;
    const found = find(event);
    const allowed = found !== null && mayDrop(id, found.target);
    if (allowed) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
    }
    const next = allowed ? found : null;
    if (next?.top !== hint?.top) setHint(next);
  };
  const end = () => {
    dragged.current = null;
    setHint(null);
  };
  return (
    <div
      ref={box}
      className={styles.box}
      onDragStart={(event) => {
        const grip = event.target instanceof Element ? event.target.closest(`[${attribute}]`) : null;
        const id = grip?.getAttribute(attribute) ?? null;
        if (id === null) return;
        dragged.current = id;
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', id);
        const row = grip?.closest('[data-line]');
        if (row !== null && row !== undefined) event.dataTransfer.setDragImage(row, 12, 12);
      }}
      onDragOver={over}
      onDrop={(event) => {
        const id = dragged.current;
        const found = find(event);
        end();
        if (id === null || found === null) return;
        event.preventDefault();
        onDrop(id, found.target);
      }}
      onDragEnd={end}
    >
      {children}
      {hint === null ? null : <div className={styles.hint} style={{ top: hint.top }} />}
    </div>
  );
}
