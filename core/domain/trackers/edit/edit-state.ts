import { fail, ok } from '../../../kernel/result.ts';
import { itemAt } from '../identity/item-at.ts';
import type { Field, ParsedDocument, ParsedItem } from '../model.ts';
import { fieldSpan } from '../text/span.ts';
import { firstMark, signOf } from '../vocabulary/marks.ts';
import { isFinished } from '../vocabulary/states.ts';
import { recogniseWord } from '../vocabulary/vocabulary.ts';
import { Draft } from './edit-draft.ts';
import { type FieldNow, writeField } from './edit-field.ts';
import type { EditContext, EditResult, PlannedChange, WriteStyle } from './edit-plan.ts';
import { resolveStatus } from './edit-status.ts';

/** One plan in the making: the document, the splices so far, and what they change. */
export interface EditState {
  readonly doc: ParsedDocument;
  readonly context: EditContext;
  readonly draft: Draft;
  readonly changes: PlannedChange[];
  /** Fields written by this plan, so that a second write starts from the first. */
  readonly written: Map<string, FieldNow>;
  /** Metadata written by it: the value asked for, by name. */
  readonly writtenMeta: Map<string, string>;
  readonly style: WriteStyle;
}

export function startState(
  doc: ParsedDocument,
  context: EditContext,
  style: WriteStyle = 'like-place',
): EditState {
  return {
    doc,
    context,
    style,
    draft: new Draft(doc.text, eolNear(doc.text, 0)),
    changes: [],
    written: new Map(),
    writtenMeta: new Map(),
  };
}

export function findItem(state: EditState, address: string): EditResult<ParsedItem> {
  const item = itemAt(state.doc, address);
  if (item) return ok(item);
  return fail('item.not-found', `No item "${address}" in "${state.doc.title}"; nothing was changed.`, {
    address,
  });
}

/** Sets a field where it stands in one place of an item. */
export function setField(
  state: EditState,
  address: string,
  name: string,
  value: string,
  seen?: string,
): EditResult<null> {
  const item = findItem(state, address);
  if (!item.ok) return item;
  const field = item.value.fields.find((entry) => entry.name === name);
  const box = item.value.fields.find((entry) => entry.kind === 'check');
  if (!field && name === 'status' && box) return tickByStatus(state, item.value, box.name, value);
  if (!field) {
    const known = item.value.fields.map((entry) => entry.name);
    return fail(
      'field.not-found',
      `"${item.value.title}" has no field "${name}"; nothing was changed. It has: ${known.join(', ')}.`,
      { address, field: name, known },
    );
  }
  // Rows that say the same may share their fields.
  const place = JSON.stringify([address, name]);
  const now = state.written.get(place) ?? { raw: field.raw, value: shownValue(item.value, field) };
  const sawMarks = seen !== undefined && seen === field.raw;
  const write = writeField(state.doc, item.value, field, now, value, { style: state.style, sawMarks });
  if (!write.ok) return write;
  state.draft.write(write.value.splice);
  state.written.set(place, write.value.now);
  const { replaced = now.value } = write.value;
  note(state, { address, ...changeOf(field, { ...now, value: replaced }, write.value.now) });
  if (field.kind === 'status') followStatus(state, item.value, write.value.now.value);
  return ok(null);
}

/** A box that was neither ticked nor empty changes its status, not whether it is ticked. */
function changeOf(field: Field, now: FieldNow, then: FieldNow): Omit<PlannedChange, 'address'> {
  const boxed = field.kind === 'check' && now.value === then.value && now.raw !== then.raw;
  return boxed
    ? { field: 'status', label: 'Status', before: `[${now.raw}]`, after: `[${then.raw}]` }
    : { field: field.name, label: field.label, before: now.value, after: then.value };
}

/** A sign in front of the name that would contradict the new status is replaced by that status's own. */
function followStatus(state: EditState, item: ParsedItem, word: string): void {
  const sign = item.fields.find((field) => field.name === 'sign');
  const next = recogniseWord(word)?.state ?? 'unknown';
  if (sign === undefined || next === 'unknown' || firstMark(sign.raw)?.state === next) return;
  state.draft.write({ ...fieldSpan(item, sign), insert: signOf(next) });
}

/** A check box is the status of its entry: "done" ticks it. */
function tickByStatus(state: EditState, item: ParsedItem, box: string, value: string): EditResult<null> {
  const word = resolveStatus(state.doc, item, item.status ?? '', value);
  const isEmpty = item.fields.find(({ name }) => name === box)?.raw.trim() === '';
  if (word.ok && word.value.state === 'planned' && isEmpty && item.state !== 'planned') {
    return fail(
      'value.not-allowed',
      `The box of "${item.title}" is empty already; its status follows from its name. Nothing was changed; edit the source.`,
      { address: item.address, field: 'status' },
    );
  }
  return word.ok ? setField(state, item.address, box, String(isFinished(word.value.state))) : word;
}

/** The word of a status, the value of anything else. */
function shownValue(item: ParsedItem, field: Field): string {
  return field.kind === 'status' ? (item.status ?? field.value) : field.value;
}

/** Several writes to one field are one change; a write back to where it began is none. */
export function note(state: EditState, change: PlannedChange): void {
  const same = (other: PlannedChange) =>
    other.address === change.address && other.field === change.field && other.label === change.label;
  const index = change.address === '' ? -1 : state.changes.findIndex(same);
  const first = state.changes[index];
  const merged = first ? { ...change, before: first.before } : change;
  if (first) state.changes.splice(index, 1);
  if (merged.before !== merged.after) state.changes.push(merged);
}

/** The line end used around an offset, so that mixed files keep their local habit. */
export function eolNear(text: string, offset: number): string {
  const back = text.lastIndexOf('\n', offset - 1);
  const at = back >= 0 ? back : text.indexOf('\n', offset);
  if (at < 0) return text.includes('\r') ? '\r' : '\n';
  return text.charAt(at - 1) === '\r' ? '\r\n' : '\n';
}
