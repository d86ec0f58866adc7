import {
  type AddressedEdit,
  type EditContext,
  type EditPlan,
  planEdits,
} from '../../core/domain/trackers/edit/edit.ts';
import type { ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import { parseTracker } from '../../core/domain/trackers/read/parse.ts';

export const TODAY = '2026-02-20';

/** Reads a text as the tracker the file name makes it. */
export function read(text: string, fileName = 'tracker.md'): ParsedDocument {
  return parseTracker(text, { fileName });
}

/** The one item whose title or key is this; a test that names another is wrong. */
export function item(doc: ParsedDocument, name: string): ParsedItem {
  const found = doc.items.find((entry) => entry.key === name || entry.title === name);
  if (!found) throw new Error(`no item "${name}" among ${doc.items.map((entry) => entry.title).join(' / ')}`);
  return found;
}

/** As the application edits: what is planned is read back. The name tells a YAML queue; the profile tells the rest. */
function contextFor(doc: ParsedDocument, log: boolean | null): EditContext {
  const fileName = doc.profile === 'work-queue' ? 'q.yaml' : 'tracker.md';
  const reread = (text: string) => parseTracker(text, { fileName, profile: doc.profile });
  return { today: TODAY, log, actor: 'Ada', reread };
}

export function planOf(
  doc: ParsedDocument,
  edits: readonly AddressedEdit[],
  log: boolean | null = false,
): EditPlan {
  const plan = planEdits(doc, edits, contextFor(doc, log));
  if (!plan.ok) throw new Error(`${plan.error.code}: ${plan.error.message}`);
  return plan.value;
}

export function edited(
  doc: ParsedDocument,
  edits: readonly AddressedEdit[],
  log: boolean | null = false,
): string {
  return planOf(doc, edits, log).text;
}

export function refusal(doc: ParsedDocument, edit: AddressedEdit) {
  const plan = planEdits(doc, [edit], contextFor(doc, false));
  if (plan.ok) throw new Error(`expected a refusal, got: ${plan.value.summary}`);
  return plan.error;
}

/** Sets one field of the item with this title or key. */
export function set(doc: ParsedDocument, name: string, field: string, value: string): AddressedEdit {
  return { kind: 'set-field', address: item(doc, name).address, field, value };
}
