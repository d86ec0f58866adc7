import { type Failure, fail, ok } from '../../../kernel/result.ts';
import { unreachable } from '../../../kernel/unreachable.ts';
import type { ParsedDocument } from '../model.ts';
import { findProfile } from '../profiles/registry.ts';
import { changeWords, columnWords, ITEM_ITSELF, ITEM_PLACE } from '../text/change-words.ts';
import { plainText } from '../text/plain-text.ts';
import { applySplices } from '../text/text.ts';
import { addLog, logItemChanges } from './edit-log.ts';
import { setMeta } from './edit-meta.ts';
import { setInAllPlaces } from './edit-places.ts';
import type {
  AddressedEdit,
  EditCode,
  EditContext,
  EditPlan,
  EditResult,
  PlannedChange,
  WriteStyle,
} from './edit-plan.ts';
import { setProse } from './edit-prose.ts';
import { addItem, deleteItem, duplicateItem, moveItem } from './edit-rows.ts';
import { type EditState, setField, startState } from './edit-state.ts';
import { checkReading } from './read-back.ts';

export type { AddressedEdit, EditContext, EditPlan, PlannedChange } from './edit-plan.ts';

/**
 * Turns edits into splices against `doc.text`. All or nothing: the first edit that can't be done fails the plan.
 * Edits apply in order; addresses always mean the document as given, even after an earlier rename or move.
 */
export function planEdits(
  doc: ParsedDocument,
  edits: readonly AddressedEdit[],
  context: EditContext,
): EditResult<EditPlan> {
  const open = writable(doc);
  if (!open.ok) return open;
  const planned = planIn('like-place', doc, edits, context);
  if (!planned.ok || planned.value.read.ok) return planned.ok ? ok(planned.value.plan) : planned;
  const plain = planIn('plain', doc, edits, context);
  if (!plain.ok) return planned.value.read;
  return plain.value.read.ok ? ok(plain.value.plan) : plain.value.read;
}

interface ReadPlan {
  readonly plan: EditPlan;
  /** Whether the text it makes says what was asked, and all else what it said. */
  readonly read: EditResult<null>;
}

function planIn(
  style: WriteStyle,
  doc: ParsedDocument,
  edits: readonly AddressedEdit[],
  context: EditContext,
): EditResult<ReadPlan> {
  const state = startState(doc, context, style);
  for (const edit of edits) {
    const done = apply(state, edit);
    if (!done.ok) return done;
  }
  const summary = summarise(doc, state.changes);
  const isLogged = context.log ?? findProfile(doc.profile)?.logAppend ?? false;
  if (isLogged) logItemChanges(state);
  const splices = state.draft.splices();
  if (splices === null) {
    return fail(
      'value.not-allowed',
      'Two changes of one step touch the same text, such as a section and a row inside it; nothing was changed. Make them two steps.',
    );
  }
  const text = applySplices(doc.text, splices);
  const plan = { splices, changes: state.changes, summary, text };
  if (context.reread === undefined || splices.length === 0) return ok({ plan, read: ok(null) });
  const after = context.reread(text);
  const { written: fields, writtenMeta: meta } = state;
  return ok({ plan, read: checkReading(doc, after, { edits, splices, fields, meta, isLogged }) });
}

/** What a person gave; addresses and names are the document's, which may hold bytes that are no text. */
function textsOf(edit: AddressedEdit): readonly string[] {
  if ('values' in edit) return Object.values(edit.values);
  if ('value' in edit) return [edit.value];
  return 'text' in edit ? [edit.text] : [];
}

/** Why each edit can't be done beside those before it that can, or null. Those that can make one plan. */
export function refusedEdits(
  doc: ParsedDocument,
  edits: readonly AddressedEdit[],
  context: EditContext,
): readonly (Failure<EditCode> | null)[] {
  const state = startState(doc, context);
  const open = writable(doc);
  const refusals = edits.map((edit) => {
    const done = open.ok ? apply(state, edit) : open;
    return done.ok ? null : done.error;
  });
  const kept: AddressedEdit[] = [];
  /** Halves those that don't go together until the ones that are misread stand alone. */
  const keep = (some: readonly number[]): void => {
    const more = some.flatMap((at) => edits.slice(at, at + 1));
    const planned = planEdits(doc, [...kept, ...more], context);
    const [only] = some;
    if (planned.ok) kept.push(...more);
    else if (some.length === 1 && only !== undefined) refusals[only] = planned.error;
    else {
      keep(some.slice(0, some.length >> 1));
      keep(some.slice(some.length >> 1));
    }
  };
  const left = [...edits.keys()].filter((at) => refusals[at] === null);
  if (context.reread !== undefined && left.length > 0) keep(left);
  return refusals;
}

function writable(doc: ParsedDocument): EditResult<null> {
  if (doc.readOnly === null) return ok(null);
  return fail(doc.readOnly.code, `"${doc.title}": ${doc.readOnly.reason} Nothing was changed.`, {
    places: doc.readOnly.places.map(({ line, lastLine }) => `${line}-${lastLine}`),
    reason: doc.readOnly.reason,
  });
}

function apply(state: EditState, edit: AddressedEdit): EditResult<null> {
  if (!textsOf(edit).every((text) => text.isWellFormed())) {
    return fail(
      'value.not-allowed',
      'A value holds half of a character, as a cut text does; nothing was changed. Paste it again.',
    );
  }
  switch (edit.kind) {
    case 'set-field':
      return edit.here === true
        ? setField(state, edit.address, edit.field, edit.value, edit.seen)
        : setInAllPlaces(state, edit.address, edit.field, edit.value, edit.seen);
    case 'add-item':
      return addItem(state, edit.nearAddress, edit.place, edit.values);
    case 'delete-item':
      return deleteItem(state, edit.address);
    case 'duplicate-item':
      return duplicateItem(state, edit.address);
    case 'move-item':
      return moveItem(state, edit.address, edit.nearAddress, edit.place);
    case 'set-meta':
      return setMeta(state, edit.name, edit.value);
    case 'set-prose':
      return setProse(state, edit.sectionPath, edit.text);
    case 'add-log':
      return addLog(state, edit.text);
    default:
      return unreachable(edit);
  }
}

function summarise(doc: ParsedDocument, changes: readonly PlannedChange[]): string {
  const [first] = changes;
  if (first === undefined) return 'Nothing changed.';
  const title = doc.items.find((item) => item.address === first.address)?.title ?? '';
  if (changes.length === 1) return `${describe(title, first)}.`;
  const items = new Set(changes.filter((change) => change.address !== '').map((change) => change.address));
  if (items.size === 1 && changes.every((change) => change.address === first.address)) {
    return `Changed ${changes.map(columnWords).join(', ')} of ${plainText(title)}.`;
  }
  return `Made ${changes.length} changes to ${items.size} ${items.size === 1 ? 'item' : 'items'}.`;
}

/** The words of the histories, without who: that is told beside it. */
function describe(title: string, change: PlannedChange): string {
  if (change.address === '' && change.field === 'log') return 'Added a line to the change log';
  const words = changeWords(...told(title, change));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function told(title: string, change: PlannedChange): Parameters<typeof changeWords> {
  if (change.field === 'item') {
    return [{ ...change, field: ITEM_ITSELF }, change.after ?? change.before ?? title];
  }
  if (change.field === 'position') return [{ ...change, field: ITEM_PLACE }, title];
  return [change, title === '' ? null : title];
}
