import { fail, ok } from '../../../kernel/result.ts';
import { unreachable } from '../../../kernel/unreachable.ts';
import type { ParsedDocument } from '../model.ts';
import { findProfile } from '../profiles/registry.ts';
import { addLog, logItemChanges } from './edit-log.ts';
import { setMeta } from './edit-meta.ts';
import type { AddressedEdit, EditContext, EditPlan, EditResult, PlannedChange } from './edit-plan.ts';
import { setProse } from './edit-prose.ts';
import { addItem, deleteItem, duplicateItem, moveItem } from './edit-rows.ts';
import { type EditState, setField, startState } from './edit-state.ts';

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
  if (doc.readOnly !== null) {
    return fail(doc.readOnly.code, `"${doc.title}": ${doc.readOnly.reason} Nothing was changed.`, {
      places: doc.readOnly.places.map(({ line, lastLine }) => `${line}-${lastLine}`),
      reason: doc.readOnly.reason,
    });
  }
  const state = startState(doc, context);
  for (const edit of edits) {
    const done = apply(state, edit);
    if (!done.ok) return done;
  }
  const summary = summarise(doc, state.changes);
  if (context.log ?? findProfile(doc.profile)?.logAppend ?? false) logItemChanges(state);
  const splices = state.draft.splices();
  if (splices !== null) return ok({ splices, changes: state.changes, summary });
  return fail(
    'value.not-allowed',
    'Two changes of one step touch the same text, such as a section and a row inside it; nothing was changed. Make them two steps.',
  );
}

function apply(state: EditState, edit: AddressedEdit): EditResult<null> {
  switch (edit.kind) {
    case 'set-field':
      return setField(state, edit.address, edit.field, edit.value);
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
    return `${title}: ${changes.map((change) => change.label.toLowerCase()).join(', ')} changed.`;
  }
  return `${changes.length} changes to ${items.size} ${items.size === 1 ? 'item' : 'items'}.`;
}

function describe(title: string, change: PlannedChange): string {
  if (change.field === 'item') {
    return change.after === null ? `Deleted "${change.before ?? title}"` : `Added "${change.after}"`;
  }
  if (change.field === 'position') return `Moved "${title}"`;
  const subject = title === '' ? change.label : `${title}: ${change.label.toLowerCase()}`;
  const short = (value: string | null) => (value !== null && value.length <= 60 ? value : null);
  const before = short(change.before);
  const after = short(change.after);
  if (before === null || after === null) return `${subject} changed`;
  if (before === '') return `${subject} set to “${after}”`;
  return after === ''
    ? `${subject} cleared, was “${before}”`
    : `${subject} changed from “${before}” to “${after}”`;
}
