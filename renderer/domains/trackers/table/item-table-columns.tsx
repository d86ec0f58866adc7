import type { DayOrder } from '../../../../core/domain/trackers/text/calendar/date-forms.ts';
import { readDate } from '../../../../core/domain/trackers/text/dates.ts';
import { unreachable } from '../../../../core/kernel/unreachable.ts';
import type { CellEditor, TableColumn } from '../../../ui/table/table-types.ts';
import { cellText, fieldFor, type ItemColumn } from '../model/columns.ts';
import { editText, whyLocked } from '../model/edits.ts';
import type { Item } from '../model/rows.ts';
import { dayOrderOfRows } from '../model/typed-day.ts';
import { ItemCell } from './item-cell.tsx';
import { statusMoves } from './status-menu-moves.ts';

function editorOf(column: ItemColumn, { owners, dayOrder }: ColumnsContext): CellEditor<Item> | null {
  switch (column.kind) {
    case 'status':
      return { kind: 'status', moves: statusMoves };
    case 'date':
      return {
        kind: 'date',
        read: (item, text) => readDate(text, dayOrder ?? dayOrderOfRows([item]))?.iso ?? null,
      };
    case 'owner':
      return { kind: 'owner', suggestions: owners };
    case 'check':
      return { kind: 'check' };
    case 'section':
    case 'tracker':
      return null;
    case 'title':
    case 'text':
    case 'notes':
    case 'number':
      return { kind: 'text' };
    default:
      return unreachable(column.kind);
  }
}

function lockedBecause(item: Item, column: ItemColumn): string | null {
  const field = fieldFor(item, column);
  if (field !== null) return whyLocked(field);
  if (column.kind === 'title') return 'The document gives this row no name of its own to edit.';
  return `“${item.title}” has no “${column.label}” in the document.`;
}

/** What is copied and where an edit starts: the document's own text for names and notes. */
function editedText(item: Item, column: ItemColumn): string {
  const field = fieldFor(item, column);
  if (field === null || field.kind === 'check') return field?.value ?? cellText(item, column);
  return field.kind === 'status' ? (item.status ?? '') : editText(field);
}

interface ColumnsContext {
  readonly owners: () => readonly string[];
  readonly today: string;
  /** Of the one tracker there is; null where the rows are of several. */
  readonly dayOrder: DayOrder;
  readonly sorting: boolean;
  /** Columns not shown. */
  readonly hidden: readonly string[];
}

/** The kit's columns for the item columns chosen. */
export function tableColumnsOf(
  columns: readonly ItemColumn[],
  context: ColumnsContext,
): readonly TableColumn<Item>[] {
  const { today, sorting, hidden } = context;
  const shows = (kind: ItemColumn['kind']) =>
    columns.some((column) => column.kind === kind && !hidden.includes(column.id));
  const says = { status: shows('status'), check: shows('check') };
  return columns.map((column) => {
    const editor = editorOf(column, context);
    return {
      id: column.id,
      label: column.label,
      value: (item) => editedText(item, column),
      render: (item) => <ItemCell item={item} column={column} today={today} says={says} />,
      width: column.width,
      align: column.kind === 'number' ? 'end' : 'start',
      sortable: sorting && column.sort !== null,
      fixed: column.kind === 'title',
      ...(editor === null ? {} : { editor, locked: (item: Item) => lockedBecause(item, column) }),
    };
  });
}
