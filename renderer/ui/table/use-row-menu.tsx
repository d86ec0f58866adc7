import type { MouseEvent, ReactNode } from 'react';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { ContextMenu } from '../overlays/context-menu.tsx';
import type { DataTableProps, TableColumn } from './table-types.ts';

interface RowMenuOptions<Row> {
  readonly props: DataTableProps<Row>;
  readonly shown: readonly TableColumn<Row>[];
  /** Where the keyboard stands, and the element that draws it. */
  readonly row: Row | null;
  readonly activeCell: string;
  /** Moves the keyboard to the row under a press; answers that row. */
  readonly goTo: (event: MouseEvent) => Row | null;
  readonly takeFocus: () => void;
}

/** The menu of a row: under the pointer, or at the active cell for the menu key and Shift+F10. */
export function useRowMenu<Row>({ props, shown, row, activeCell, goTo, takeFocus }: RowMenuOptions<Row>): {
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly menu: ReactNode;
} {
  const [open, setOpen] = useState<{ readonly row: Row; readonly x: number; readonly y: number } | null>(
    null,
  );
  const onContextMenu = (event: MouseEvent) => {
    if (props.menu === undefined) return;
    if (event.target instanceof Element && event.target.closest('input, textarea') !== null) return;
    const byKey = event.target === event.currentTarget;
    const of = byKey ? row : goTo(event);
    if (of === null) return;
    event.preventDefault();
    const cell = byKey ? document.getElementById(activeCell)?.getBoundingClientRect() : undefined;
    setOpen({ row: of, x: cell?.left ?? event.clientX, y: cell?.bottom ?? event.clientY });
  };
  const menu =
    open === null || props.menu === undefined ? null : (
      <ContextMenu
        label={`What to do with ${shown[0]?.value(open.row) ?? 'the row'}`}
        at={open}
        groups={props.menu(open.row)}
        onAction={(entry) => {
          // First away with the menu and back to the table: a dialog that this opens gives the focus back to where it
          // found it.
          flushSync(() => setOpen(null));
          takeFocus();
          props.onMenu?.(entry, open.row, shown);
        }}
        onClose={() => setOpen(null)}
      />
    );
  return { onContextMenu, menu };
}
