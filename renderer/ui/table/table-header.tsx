import { useRef } from 'react';
import { classNames } from '../class-names.ts';
import { Icon } from '../marks/icon.tsx';
import { headerLine } from './active-cell.ts';
import type { PlacedColumn } from './column-layout.ts';
import styles from './data-table.module.css';
import { cellId } from './table-row.tsx';
import type { TableSort } from './table-types.ts';

export interface TableHeaderProps<Row> {
  readonly gridId: string;
  readonly placed: readonly PlacedColumn<Row>[];
  readonly activeColumn: number;
  readonly sort: TableSort | null;
  readonly resizable: boolean;
  /** Live while the pointer drags; `done` when it lets go. */
  readonly onResize: (columnId: string, width: number, done: boolean) => void;
  readonly onDropColumn: (columnId: string, onto: string) => void;
}

export function TableHeader<Row>(props: TableHeaderProps<Row>) {
  const { gridId, placed, activeColumn, sort } = props;
  const drag = useRef<{ x: number; width: number } | null>(null);
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow} data-line={headerLine}>
        {placed.map(({ column }, index) => {
          const sorted = sort?.by === column.id ? (sort.descending ? 'descending' : 'ascending') : 'none';
          return (
            <div
              key={column.id}
              id={cellId(gridId, headerLine, index)}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={column.sortable === true ? sorted : undefined}
              data-column={index}
              data-sortable={column.sortable === true}
              draggable={props.resizable}
              onDragStart={(event) => {
                if (drag.current !== null) {
                  event.preventDefault();
                  return;
                }
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('application/x-table-column', column.id);
              }}
              onDragOver={(event) => {
                if (event.dataTransfer.types.includes('application/x-table-column')) event.preventDefault();
              }}
              onDrop={(event) => {
                const id = event.dataTransfer.getData('application/x-table-column');
                if (id !== '') props.onDropColumn(id, column.id);
              }}
              className={classNames(
                styles.headCell,
                column.align === 'end' && styles.end,
                index === 0 && column.fixed === true && styles.pinned,
                index === activeColumn && styles.active,
              )}
            >
              <span className={styles.value}>{column.label}</span>
              {sorted === 'none' ? null : <Icon name={sorted === 'descending' ? 'down' : 'up'} size={12} />}
              {props.resizable ? (
                <span
                  className={styles.handle}
                  data-handle="true"
                  onPointerDown={(event) => {
                    event.preventDefault();
                    event.stopPropagation();
                    const width = event.currentTarget.parentElement?.getBoundingClientRect().width ?? 0;
                    drag.current = { x: event.clientX, width };
                    event.currentTarget.setPointerCapture(event.pointerId);
                  }}
                  onPointerMove={(event) => {
                    if (drag.current === null) return;
                    props.onResize(column.id, drag.current.width + event.clientX - drag.current.x, false);
                  }}
                  onPointerUp={(event) => {
                    if (drag.current === null) return;
                    props.onResize(column.id, drag.current.width + event.clientX - drag.current.x, true);
                    drag.current = null;
                  }}
                />
              ) : null}
            </div>
          );
        })}
      </div>
    </div>
  );
}
