import type { TableColumn, TableLayout } from './table-types.ts';

export const emptyLayout: TableLayout = { order: [], hidden: [], widths: {} };

export interface PlacedColumn<Row> {
  readonly column: TableColumn<Row>;
  readonly width: number;
  /** Takes what is left of the width. */
  readonly grows: boolean;
}

const minWidth = 48;
const maxWidth = 1200;

function orderOf<Row>(columns: readonly TableColumn<Row>[], layout: TableLayout): TableColumn<Row>[] {
  const known = new Map(columns.map((column) => [column.id, column]));
  const placed = layout.order.flatMap((id) => known.get(id) ?? []);
  const rest = columns.filter((column) => !layout.order.includes(column.id));
  return [...placed, ...rest];
}

/** The columns to draw, in order, with their widths. The first fixed one (else the first) grows unless it was sized by hand. */
export function placeColumns<Row>(
  columns: readonly TableColumn<Row>[],
  layout: TableLayout,
): readonly PlacedColumn<Row>[] {
  const shown = orderOf(columns, layout).filter(
    (column) => column.fixed === true || !layout.hidden.includes(column.id),
  );
  const grower = shown.find((column) => column.fixed === true) ?? shown[0];
  return shown.map((column) => ({
    column,
    width: layout.widths[column.id] ?? column.width ?? 140,
    grows: column === grower && layout.widths[column.id] === undefined,
  }));
}

/** The CSS grid every row shares. */
export function templateOf<Row>(placed: readonly PlacedColumn<Row>[]): string {
  const grows = placed.some((one) => one.grows);
  const tracks = placed.map((one) => (one.grows ? `minmax(${one.width}px, 1fr)` : `${one.width}px`));
  return grows ? tracks.join(' ') : `${tracks.join(' ')} minmax(0, 1fr)`;
}

export function resizeColumn<Row>(
  layout: TableLayout,
  column: Pick<TableColumn<Row>, 'id' | 'minWidth'>,
  width: number,
): TableLayout {
  const next = Math.round(Math.min(maxWidth, Math.max(column.minWidth ?? minWidth, width)));
  return { ...layout, widths: { ...layout.widths, [column.id]: next } };
}

/** Moves a column by so many places among the shown ones. */
export function moveColumn<Row>(
  columns: readonly TableColumn<Row>[],
  layout: TableLayout,
  id: string,
  by: number,
): TableLayout {
  const order = orderOf(columns, layout).map((column) => column.id);
  const shown = placeColumns(columns, layout).map((one) => one.column.id);
  const target = shown[shown.indexOf(id) + by];
  if (target === undefined || !shown.includes(id)) return layout;
  const without = order.filter((other) => other !== id);
  const at = without.indexOf(target) + (by > 0 ? 1 : 0);
  return { ...layout, order: [...without.slice(0, at), id, ...without.slice(at)] };
}
