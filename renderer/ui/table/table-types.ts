import type { ReactNode } from 'react';
import type { Mark, MarkPart } from '../marks/mark.ts';
import type { MenuGroup } from '../overlays/menu.tsx';

/** Cells as rows of texts. */
export type CellBlock = readonly (readonly string[])[];

/** What came of an edit or a move. A refusal says in words what was kept and why. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export interface StatusMove {
  readonly word: string;
  readonly mark: Mark;
  readonly legal: boolean;
  /** Why an illegal move is illegal. */
  readonly reason?: string | undefined;
}

export type CellEditor<Row> =
  | { readonly kind: 'text' }
  | {
      readonly kind: 'date';
      /** The ISO day of a text that is none of the table's own short forms; null where it is no day. */
      readonly read?: ((row: Row, text: string) => string | null) | undefined;
    }
  | { readonly kind: 'owner'; readonly suggestions: (row: Row) => readonly string[] }
  | { readonly kind: 'check' }
  | {
      readonly kind: 'status';
      /** Legal moves come first in the menu; may be fetched when the menu opens. */
      readonly moves: (row: Row) => readonly StatusMove[] | Promise<readonly StatusMove[]>;
    };

export interface TableColumn<Row> {
  readonly id: string;
  readonly label: string;
  /** Plain text of the cell: what is copied, read out, and edited. Dates as ISO, checks as `true`/`false`. */
  readonly value: (row: Row) => string;
  /** How it is drawn; left out, `value`. */
  readonly render?: ((row: Row) => ReactNode) | undefined;
  readonly width?: number | undefined;
  readonly minWidth?: number | undefined;
  readonly align?: 'start' | 'end' | undefined;
  readonly sortable?: boolean | undefined;
  /** Left out, the column is read-only. */
  readonly editor?: CellEditor<Row> | undefined;
  /** Why this row's cell can't be edited, in words; null when it can. */
  readonly locked?: ((row: Row) => string | null) | undefined;
  /** Can't be hidden; usually the title. */
  readonly fixed?: boolean | undefined;
}

/** Rows `start ..< start + rows.length` of `total`. Asked for others through onWindow. */
export interface TableSource<Row> {
  readonly total: number;
  readonly start: number;
  readonly rows: readonly Row[];
  /** Called when rows outside the window come into view. Left out when all rows are given. */
  readonly onWindow?: ((start: number, limit: number) => void) | undefined;
  /** Rows `start ..< end` for what reaches beyond the window; null when they can't be read. */
  readonly fetch?: ((start: number, end: number) => Promise<readonly Row[] | null>) | undefined;
}

/** A run of rows under one header: rows `start ..< start + count` of the source. */
export interface TableGroup {
  readonly id: string;
  readonly title: string;
  readonly start: number;
  readonly count: number;
  /** Progress drawn in the header. */
  readonly parts?: readonly MarkPart[] | undefined;
  /** Muted words at the right: "4 of 5". */
  readonly fact?: string | undefined;
  readonly level?: number | undefined;
}

export interface TableSort {
  readonly by: string;
  readonly descending: boolean;
}

/** What a person arranged; kept by the caller. Columns missing from `order` stand at the end. */
export interface TableLayout {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
}

export interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly source: TableSource<Row>;
  readonly rowId: (row: Row) => string;
  /** Height of the scrolling box; left out, it fills its container. */
  readonly height?: number | string | undefined;
  /** The one table of a screen: as tall as its lines need, at most what the window leaves; then the page doesn't scroll. */
  readonly fit?: boolean | undefined;
  readonly groups?: readonly TableGroup[] | undefined;
  readonly collapsed?: ReadonlySet<string> | undefined;
  readonly onCollapse?: ((groupId: string, collapsed: boolean) => void) | undefined;
  readonly sort?: TableSort | null | undefined;
  readonly onSort?: ((sort: TableSort) => void) | undefined;
  readonly layout?: TableLayout | undefined;
  readonly onLayout?: ((layout: TableLayout) => void) | undefined;
  readonly selected?: ReadonlySet<string> | undefined;
  readonly onSelect?: ((ids: ReadonlySet<string>) => void) | undefined;
  /** The selected rows where not all of them are loaded; null when they can't be read. */
  readonly selectedRows?: (() => readonly Row[] | Promise<readonly Row[] | null>) | undefined;
  /** Ctrl/Cmd-A when the window doesn't hold all rows: answers every id, null when they can't be read. */
  readonly allIds?: (() => Promise<readonly string[] | null>) | undefined;
  /** Enter, or a press on the first column. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** The row shown in the side panel; moves with `[` and `]` there. */
  readonly openId?: string | null | undefined;
  readonly onEdit?: ((row: Row, columnId: string, value: string) => Promise<Outcome>) | undefined;
  /** Muted, hatched or struck rows. */
  readonly rowTone?: ((row: Row) => 'plain' | 'muted' | 'stale') | undefined;
  /** While pointer or focus is inside, new rows wait behind an "N new" pill. Only for sources that give all rows. */
  readonly freeze?: boolean | undefined;
  /** Shown instead of rows when total is 0. */
  readonly empty?: ReactNode | undefined;
  /** Indent of the first column. */
  readonly depth?: ((row: Row) => number) | undefined;
  /** The row the keyboard stands on, whenever it is another one. */
  readonly onActive?: ((row: Row | null) => void) | undefined;
  /** What a secondary press on a row offers; it acts on the selection where the row belongs to it. */
  readonly menu?: ((row: Row) => readonly MenuGroup[]) | undefined;
  readonly onMenu?: ((entry: string, row: Row, shown: readonly TableColumn<Row>[]) => void) | undefined;
  /** Cells pasted from the active one on: downwards over `rows` as they are drawn, to the right over `columns`. */
  readonly onPaste?:
    | ((block: CellBlock, rows: readonly Row[], columns: readonly TableColumn<Row>[]) => void)
    | undefined;
  /** Keys the table doesn't use itself (`n`, `Delete`, `Alt+ArrowUp`, `Alt+Shift+ArrowUp`): answer true when it was used. */
  readonly onKey?: ((key: string, row: Row | null) => boolean) | undefined;
}
