import { IsoDate } from '../../../../core/kernel/time.ts';
import { addDays } from './days.ts';
import type { Edit, Item, ItemField } from './rows.ts';

/** Fields a bulk edit may set on a whole selection. */
export type BulkField = 'status' | 'date' | 'owner';

export interface BulkPlan {
  readonly edits: readonly Edit[];
  /** Items left out, with the reason in words: locked, or without such a field. */
  readonly left: readonly { readonly item: Item; readonly reason: string }[];
}

export function fieldOfKind(item: Item, kind: ItemField['kind']): ItemField | null {
  return item.fields.find((field) => field.kind === kind) ?? null;
}

/** `field` as it was shown when the person began to edit. */
export function setField(item: Item, field: ItemField, value: string): Edit {
  return { kind: 'set-field', itemId: item.id, field: field.name, value, seen: field.raw };
}

/** Why a field cannot be edited, or null when it can. */
export function whyLocked(field: ItemField): string | null {
  if (field.editable) return null;
  return field.locked ?? `${field.label} cannot be edited here: the document gives it no place of its own.`;
}

/** One edit per item that has the field and may be edited; the others are named with their reason. */
export function planBulk(items: readonly Item[], kind: BulkField, value: string): BulkPlan {
  const edits: Edit[] = [];
  const left: { item: Item; reason: string }[] = [];
  for (const item of items) {
    const field = fieldOfKind(item, kind);
    const locked = field === null ? `it has no ${kind}` : whyLocked(field);
    if (field !== null && locked === null) {
      if (field.value !== value) edits.push(setField(item, field, value));
    } else {
      left.push({ item, reason: locked ?? '' });
    }
  }
  return { edits, left };
}

/** The dates of a selection, each moved by days (negative: earlier). */
export function planShift(items: readonly Item[], days: number): BulkPlan {
  const edits: Edit[] = [];
  const left: { item: Item; reason: string }[] = [];
  for (const item of items) {
    const field = fieldOfKind(item, 'date');
    const reason =
      field === null || field.value === ''
        ? 'it has no date'
        : IsoDate.safeParse(field.value).success
          ? whyLocked(field)
          : `“${field.value}” is not an exact day`;
    if (field !== null && reason === null) edits.push(setField(item, field, addDays(field.value, days)));
    else left.push({ item, reason: reason ?? '' });
  }
  return { edits: days === 0 ? [] : edits, left };
}

/** "12 items changed, 2 left as they are: …" for the confirmation of a bulk edit. */
export function bulkText(plan: BulkPlan): string {
  const changed = `${plan.edits.length} ${plan.edits.length === 1 ? 'item changes' : 'items change'}`;
  const left = leftText(plan.left);
  return left === '' ? changed : `${changed}, ${left}`;
}

/** "2 left as they are: “Quay” because it has no date, and 1 more"; empty where none is left. */
export function leftText(left: BulkPlan['left']): string {
  const [first, ...others] = left;
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `${left.length} left as they are: “${first.item.title}” because ${first.reason}${more}`;
}

/** Where a new row goes. */
export interface NewPlace {
  readonly near: Item;
  readonly place: 'before' | 'after';
}

/** Values a new row beside another starts with: its status vocabulary's first word is the engine's choice. */
export function addBeside({ near, place }: NewPlace, title: string): Edit {
  const carriesTitle = near.fields.find((field) => field.name === 'name' || field.name === 'title');
  const values = { [carriesTitle?.name ?? 'name']: title };
  return { kind: 'add-item', nearItemId: near.id, place, values };
}

/**
 * The move Alt+Up or Alt+Down means: past the neighbour of the same section, parent and kind. Null at the edge,
 * or when the rows aren't in document order (then "up" has no meaning in the file).
 */
export function moveBeside(rows: readonly Item[], item: Item, direction: 'up' | 'down'): Edit | null {
  const siblings = rows.filter(
    (row) =>
      row.trackerId === item.trackerId &&
      row.sectionPath === item.sectionPath &&
      row.parentId === item.parentId &&
      row.kind === item.kind,
  );
  const at = siblings.findIndex((row) => row.id === item.id);
  const other = siblings[direction === 'up' ? at - 1 : at + 1];
  if (at < 0 || other === undefined) return null;
  return {
    kind: 'move-item',
    itemId: item.id,
    nearItemId: other.id,
    place: direction === 'up' ? 'before' : 'after',
  };
}

/**
 * The text an edit starts from. Names and notes start from the document's own marks, so that editing one word
 * doesn't take the backticks off another; dates, checks and words start from what they mean.
 */
export function editText(field: ItemField): string {
  const marked = field.kind === 'text' || field.kind === 'notes' || field.kind === 'owner';
  return marked ? field.raw : field.value;
}
