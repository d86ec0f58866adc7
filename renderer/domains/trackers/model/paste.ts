import type { DayOrder } from '../../../../core/domain/trackers/text/calendar/date-forms.ts';
import { readTick } from '../../../../core/domain/trackers/vocabulary/tick-words.ts';
import type { CellBlock } from '../../../ui/table/table-types.ts';
import { fieldFor, type ItemColumn } from './columns.ts';
import { setField, whyLocked } from './edits.ts';
import type { Edit, Item, ItemField } from './rows.ts';
import { readTypedDay } from './typed-day.ts';

export interface PastedCell {
  readonly item: Item;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export interface PastePlan {
  readonly edits: readonly Edit[];
  /** What changes, in the order of the block. */
  readonly changes: readonly PastedCell[];
  /** Cells that stay as they are, with the reason in words. */
  readonly left: readonly { readonly item: Item; readonly label: string; readonly reason: string }[];
  /** Rows and columns of the block that lie past the last row and column shown. */
  readonly beyond: { readonly rows: number; readonly columns: number };
}

/**
 * What a block of cells means for the rows and columns it is pasted over. A first row that repeats the columns' names,
 * as a copied table has it, is left out.
 */
export function planPaste(
  pasted: CellBlock,
  rows: readonly Item[],
  columns: readonly ItemColumn[],
  today: string,
  order: DayOrder = null,
): PastePlan {
  const block = isHeader(pasted[0], columns) ? pasted.slice(1) : pasted;
  const edits: Edit[] = [];
  const changes: PastedCell[] = [];
  const left: { item: Item; label: string; reason: string }[] = [];
  for (const [at, cells] of block.entries()) {
    const item = rows[at];
    if (item === undefined) break;
    for (const [index, text] of cells.entries()) {
      const column = columns[index];
      if (column === undefined) break;
      const field = fieldFor(item, column);
      const value = field === null ? null : valueOf(field, text, today, order);
      const reason = reasonAgainst(field, value, text, column);
      if (field === null || value === null || reason !== null) {
        if (text !== '' || field !== null) left.push({ item, label: column.label, reason: reason ?? '' });
      } else if (value !== field.value && value !== field.raw) {
        edits.push(setField(item, field, value));
        changes.push({ item, label: column.label, before: field.value, after: value });
      }
    }
  }
  const widest = Math.max(0, ...block.map((cells) => cells.length));
  return {
    edits,
    changes,
    left,
    beyond: {
      rows: Math.max(0, block.length - rows.length),
      columns: Math.max(0, widest - columns.length),
    },
  };
}

/** The plan without the cells that the engine would refuse, by the places of their edits. */
export function leaveRefusedCells(plan: PastePlan, reasons: ReadonlyMap<number, string>): PastePlan {
  const goes = (_: unknown, at: number) => !reasons.has(at);
  return {
    ...plan,
    edits: plan.edits.filter(goes),
    changes: plan.changes.filter(goes),
    left: [
      ...plan.left,
      ...plan.changes.flatMap(({ item, label }, at) => {
        const reason = reasons.get(at);
        return reason === undefined ? [] : [{ item, label, reason }];
      }),
    ],
  };
}

function isHeader(first: readonly string[] | undefined, columns: readonly ItemColumn[]): boolean {
  return (
    first !== undefined &&
    first.every((cell, at) => cell.toLowerCase() === columns[at]?.label.toLowerCase()) &&
    first.length > 0
  );
}

/** The text as the field's kind takes it; null when it means nothing there. */
function valueOf(field: ItemField, text: string, today: string, order: DayOrder): string | null {
  if (field.kind === 'date') return readTypedDay(text, field.value, today, order);
  if (field.kind === 'status') return text === '' && field.raw !== '' ? null : text;
  if (field.kind !== 'check') return text;
  const ticked = readTick(text);
  return ticked === null ? null : String(ticked);
}

function reasonAgainst(
  field: ItemField | null,
  value: string | null,
  text: string,
  column: ItemColumn,
): string | null {
  if (field === null) return `the row has no “${column.label}” in the document`;
  const locked = whyLocked(field);
  if (locked !== null) return locked;
  if (value !== null) return null;
  if (field.kind === 'status') return 'a blank is not a status';
  return `“${text}” is not ${field.kind === 'date' ? 'a day' : 'a tick or an empty box'}`;
}
