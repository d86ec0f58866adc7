import { fail, ok } from '../../../kernel/result.ts';
import type { ParsedItem } from '../model.ts';
import { placesOfItem } from '../places/shown-items.ts';
import { splitRow } from '../text/table-row.ts';
import { newLines } from './edit-new.ts';
import { closeUpAfter, numberOf, renumberAfter } from './edit-numbers.ts';
import type { EditResult } from './edit-plan.ts';
import { type EditState, findItem, note } from './edit-state.ts';

type Side = 'before' | 'after';

/** A new row beside another one, in its carrier's own style. */
export function addItem(
  state: EditState,
  nearAddress: string,
  side: Side,
  values: Readonly<Record<string, string>>,
): EditResult<null> {
  const near = findItem(state, nearAddress);
  if (!near.ok) return near;
  const numbered = numberOf(state.doc.text, near.value);
  const number = numbered === null ? null : numbered + (side === 'after' ? 1 : 0);
  const lines = newLines(state.doc, near.value, { values, number, style: state.style });
  if (!lines.ok) return lines;
  put(state, near.value, side, lines.value);
  renumberAfter(state, near.value, side);
  note(state, {
    address: newAddress(state, near.value),
    field: 'item',
    label: 'Item',
    before: null,
    after: values.name ?? Object.values(values)[0] ?? '',
  });
  return ok(null);
}

/** From all its places: what stayed in one would still be the item. */
export function deleteItem(state: EditState, address: string): EditResult<null> {
  const item = structural(state, address, 'deleted');
  if (!item.ok) return item;
  for (const place of placesOfItem(state.doc, item.value)) {
    state.draft.remove(place.span);
    closeUpAfter(state, place);
  }
  note(state, { address, field: 'item', label: 'Item', before: item.value.title, after: null });
  return ok(null);
}

/** The copy stands below and reads as the row reads at that moment of the plan. */
export function duplicateItem(state: EditState, address: string): EditResult<null> {
  const item = structural(state, address, 'duplicated');
  if (!item.ok) return item;
  const number = numberOf(state.doc.text, item.value);
  const copy = state.draft.render(item.value.span);
  const text = number === null ? copy : copy.replace(/\d+/u, String(number + 1));
  put(state, item.value, 'after', text);
  renumberAfter(state, item.value, 'after');
  note(state, {
    address: newAddress(state, item.value),
    field: 'item',
    label: 'Item',
    before: null,
    after: item.value.title,
  });
  return ok(null);
}

/** The row's own bytes, elsewhere: within its container, or in another with the same carrier and shape; in every place where both stand. */
export function moveItem(
  state: EditState,
  address: string,
  nearAddress: string,
  side: Side,
): EditResult<null> {
  const item = structural(state, address, 'moved');
  if (!item.ok) return item;
  const near = findItem(state, nearAddress);
  if (!near.ok) return near;
  const places = placesOfItem(state.doc, item.value);
  const besides = placesOfItem(state.doc, near.value);
  if (places[0] === besides[0]) return ok(null);
  const { text } = state.doc;
  const fitting = places.flatMap((place) => {
    const beside = besides.find((other) => misfit(text, place, other) === null);
    return beside === undefined ? [] : [{ place, beside }];
  });
  if (fitting.length === 0) {
    const why = misfit(text, item.value, near.value) ?? 'they stand in different places';
    return fail(
      'value.not-allowed',
      `"${item.value.title}" can't stand beside "${near.value.title}": ${why}. Nothing was changed.`,
      {
        address,
      },
    );
  }
  for (const { place, beside } of fitting) {
    const at = side === 'after' ? beside.span.end : beside.span.start;
    state.draft.move(place.span, place.address, { at, side, beside: beside.address });
  }
  note(state, {
    address,
    field: 'position',
    label: 'Position',
    before: `line ${item.value.line}`,
    after: `${side} "${near.value.title}"`,
  });
  return ok(null);
}

function structural(state: EditState, address: string, verb: string): EditResult<ParsedItem> {
  const item = findItem(state, address);
  if (!item.ok) return item;
  const { carrier, title } = item.value;
  const whole = carrier === 'yaml-task' && !/^\s*-\s/u.test(firstLine(state.doc.text, item.value));
  if (carrier !== 'diagram-node' && !whole) return item;
  const why = whole ? 'is no entry of a list on lines of its own' : 'stands in a diagram';
  return fail('field.locked', `"${title}" ${why} and can't be ${verb} here. Nothing was changed.`, {
    address,
  });
}

function put(state: EditState, near: ParsedItem, side: Side, text: string): void {
  const at = side === 'after' ? near.span.end : near.span.start;
  state.draft.insert(text, { at, side, beside: near.address });
}

/** Rows made by one plan have no address yet; the log and the history name them by their place. */
function newAddress(state: EditState, near: ParsedItem): string {
  const made = state.changes.filter((change) => change.field === 'item' && change.before === null).length;
  return `${near.address.slice(0, near.address.lastIndexOf('/') + 1)}+${made + 1}`;
}

function misfit(text: string, item: ParsedItem, near: ParsedItem): string | null {
  if (near.span.start >= item.span.start && near.span.end <= item.span.end)
    return 'it is part of what is moved';
  if (item.carrier !== near.carrier) return `one is a ${item.carrier}, the other a ${near.carrier}`;
  const own = firstLine(text, item);
  const other = firstLine(text, near);
  if (item.carrier === 'table-row') {
    const here = splitRow(own);
    const there = splitRow(other);
    return here.cells.length === there.cells.length && here.prefix === there.prefix
      ? null
      : 'the tables have different columns';
  }
  if (item.carrier === 'heading')
    return level(own) === level(other) ? null : 'the headings have different levels';
  return indent(own) === indent(other) ? null : 'the lists have different depths';
}

function firstLine(text: string, item: ParsedItem): string {
  return /^[^\r\n]*/u.exec(text.slice(item.span.start, item.span.end))?.[0] ?? '';
}

function level(line: string): number {
  return /^\s*(#*)/u.exec(line)?.[1]?.length ?? 0;
}

function indent(line: string): string {
  return /^[\s>]*/u.exec(line)?.[0] ?? '';
}
