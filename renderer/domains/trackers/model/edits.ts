import { isIsoDate } from '../../../../core/kernel/time.ts';
import { formatCount, formatDay, formatNumber } from '../../../ui/text/format.ts';
import { commonField } from './columns.ts';
import { addDays } from './days.ts';
import type { Edit, Item, ItemField } from './rows.ts';

/** Fields a bulk edit may set on a whole selection; `date` is the day a thing is due. */
export type BulkField = 'status' | 'date' | 'owner';

export interface BulkPlan {
  readonly edits: readonly Edit[];
  /** Items left out, with the reason in words: locked, or without such a field. */
  readonly left: readonly { readonly item: Item; readonly reason: string }[];
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

const MISSING: Readonly<Record<BulkField, string>> = {
  status: 'it has no status',
  date: 'it has no due date',
  owner: 'it has no owner',
};

/** One edit per item that has the field and may be edited; the others are named with their reason. */
export function planBulk(items: readonly Item[], id: BulkField, value: string): BulkPlan {
  const edits: Edit[] = [];
  const left: { item: Item; reason: string }[] = [];
  for (const item of items) {
    const field = commonField(item, id);
    const reason = field === null ? MISSING[id] : whyLocked(field);
    if (field === null || reason !== null) left.push({ item, reason: reason ?? '' });
    else if (field.value !== value) edits.push(setField(item, field, value));
  }
  return { edits, left };
}

/** The days of an item that a shift moves: when it is due and, where wanted, its start; never a day it was done. */
function shiftedFields(item: Item, withStart: boolean): readonly ItemField[] {
  const start = withStart ? startField(item) : null;
  const due = commonField(item, 'date');
  return [start, due].filter((field) => field !== null).filter((field) => field.value !== '');
}

function startField(item: Item): ItemField | null {
  return item.fields.find((field) => field.name === 'start') ?? null;
}

export function hasStart(item: Item): boolean {
  return (startField(item)?.value ?? '') !== '';
}

/** The dates of a selection moved by days (negative: earlier). Where one date of an item can't, none of it moves. */
export function planShift(items: readonly Item[], days: number, withStart: boolean): BulkPlan {
  const edits: Edit[] = [];
  const left: { item: Item; reason: string }[] = [];
  for (const item of items) {
    const fields = shiftedFields(item, withStart);
    const reason =
      fields.length === 0
        ? `it has no ${withStart ? 'start or due date' : 'due date'}`
        : (fields.map(whyUnmovable).find((why) => why !== null) ?? null);
    if (reason !== null) left.push({ item, reason });
    else edits.push(...fields.map((field) => setField(item, field, addDays(field.value, days))));
  }
  return { edits: days === 0 ? [] : edits, left };
}

function whyUnmovable(field: ItemField): string | null {
  return isIsoDate(field.value) ? whyLocked(field) : `“${field.value}” is not an exact day`;
}

/** The plan without what the engine would refuse, by the places of its edits: an item changes as a whole or not. */
export function leaveRefused(
  items: readonly Item[],
  plan: BulkPlan,
  reasons: ReadonlyMap<number, string>,
): BulkPlan {
  const refused = new Map<string, string>();
  for (const [at, edit] of plan.edits.entries()) {
    const reason = reasons.get(at);
    if (reason !== undefined && 'itemId' in edit) refused.set(edit.itemId, reason);
  }
  const stays = (id: string) => refused.get(id);
  return {
    edits: plan.edits.filter((edit) => !('itemId' in edit) || stays(edit.itemId) === undefined),
    left: [
      ...plan.left,
      ...items.flatMap((item) => {
        const reason = stays(item.id);
        return reason === undefined ? [] : [{ item, reason }];
      }),
    ],
  };
}

/** "12 items changed, 2 left as they are: …" for the confirmation of a bulk edit. */
export function bulkText(plan: BulkPlan): string {
  const count = new Set(plan.edits.map((edit) => ('itemId' in edit ? edit.itemId : ''))).size;
  const changed = formatCount(count, 'item changes', 'items change');
  const left = leftText(plan.left);
  return left === '' ? changed : `${changed}, ${left}`;
}

/** "2 left as they are: “Quay” because it has no date, and 1 more"; empty where none is left. Names are cut short. */
export function leftText(left: BulkPlan['left']): string {
  const [first, ...others] = left;
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : `, and ${formatNumber(others.length)} more`;
  return `${formatNumber(left.length)} left as ${left.length === 1 ? 'it is' : 'they are'}: “${shortName(first.item.title)}” because ${first.reason.replace(/\.$/, '')}${more}`;
}

const SHOWN_MOVES = 5;

/** The first days that a shift moves, from what to what, and how many more it moves. */
export function shiftLines(items: readonly Item[], { edits }: BulkPlan): readonly string[] {
  const moves = edits.filter((edit) => edit.kind === 'set-field');
  const more = moves.length - SHOWN_MOVES;
  return [
    ...moves.slice(0, SHOWN_MOVES).map(({ itemId, field: name, value }) => {
      const item = items.find(({ id }) => id === itemId);
      const field = item?.fields.find((each) => each.name === name);
      return `${shortName(item?.title ?? '')}, ${field?.label ?? name}: ${formatDay(field?.value ?? '')} → ${formatDay(value)}`;
    }),
    ...(more > 0 ? [`and ${formatCount(more, 'more date')}`] : []),
  ];
}

const LONGEST_NAME = 60;

function shortName(title: string): string {
  return title.length > LONGEST_NAME ? `${title.slice(0, LONGEST_NAME - 1)}…` : title;
}

/** Where a new row goes. */
export interface NewPlace {
  readonly near: Item;
  readonly place: 'before' | 'after';
}

/** Values a new row beside another starts with: its status vocabulary's first word is the engine's choice. */
export function addBeside({ near, place }: NewPlace, title: string): Edit {
  return { kind: 'add-item', nearItemId: near.id, place, values: { name: title } };
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
