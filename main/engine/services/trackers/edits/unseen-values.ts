import type { TrackerEdit } from '../../../../../core/contract/trackers.ts';
import { planEdits } from '../../../../../core/domain/trackers/edit/edit.ts';
import { itemShownAt } from '../../../../../core/domain/trackers/identity/item-at.ts';
import type { ParsedDocument, ParsedItem } from '../../../../../core/domain/trackers/model.ts';
import { shownItem } from '../../../../../core/domain/trackers/places/shown-items.ts';
import { parseTracker } from '../../../../../core/domain/trackers/read/parse.ts';
import { encode } from '../../../../../core/domain/trackers/text/text.ts';
import { wellFormed } from '../../../../../core/domain/trackers/text/well-formed.ts';
import type { ActorId } from '../../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { itemRow } from '../../../../../db/readers/items/item-rows.ts';
import { type RevisionRow, readRevision } from '../../../../../db/records/revision.ts';
import { type RevisionInput, recordRevision } from '../../../../../db/usecases/revisions.ts';
import { today } from '../../../today.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { actorName, documentAt, documentRead, type LiveTracker } from '../tracker-access.ts';

type ParsedField = ParsedItem['fields'][number];
type SetField = Extract<TrackerEdit, { kind: 'set-field' }>;

/** Who left an editor open for longer than so many revisions is told to look again. */
const MAX_REVISIONS = 200;

export interface Unseen {
  /** What is still to be done as usual. */
  readonly edits: TrackerEdit[];
  /** Edits that became revisions beside what is shown; to be brought together with it. */
  readonly beside: number;
}

/**
 * An edit made while its person looked at another value than stands there now is no change of the new value: it becomes a
 * revision made from the text that was seen, and the merge of the two keeps what is there and shows both.
 */
export function putBesideWhatWasUnseen(
  deps: EngineDeps,
  tracker: LiveTracker,
  edits: readonly TrackerEdit[],
  actorId: ActorId,
): Result<Unseen> {
  const doc = documentAt(deps.db, tracker, tracker.hash);
  const rest: TrackerEdit[] = [];
  const beside: RevisionInput[] = [];
  for (const edit of edits) {
    const stands = edit.kind === 'set-field' ? unseenValue(deps, tracker, doc, edit) : null;
    if (edit.kind !== 'set-field' || stands === null) {
      rest.push(edit);
      continue;
    }
    const revision = besideWhatStands(deps, tracker, edit, stands, actorId);
    if (!revision.ok) return revision;
    beside.push(revision.value);
  }
  // Not before all of them can be.
  for (const revision of beside) {
    const recorded = recordRevision(deps.db, revision);
    if (!recorded.ok) return recorded;
  }
  return ok({ edits: rest, beside: beside.length });
}

interface Standing {
  readonly address: string;
  readonly field: ParsedField;
}

/** The value that stands there, when it is neither the one that was seen nor the wanted one. */
function unseenValue(
  deps: EngineDeps,
  tracker: LiveTracker,
  doc: ParsedDocument,
  { itemId, field: name, value, seen }: SetField,
): Standing | null {
  const row = seen === undefined ? null : itemRow(deps.db.read, itemId);
  if (row === null || row.trackerId !== tracker.id) return null;
  const field = fieldAt(doc, row.address, name);
  if (field === null || says(field, seen) || field.value === value) return null;
  return { address: row.address, field };
}

function fieldAt(doc: ParsedDocument, address: string, name: string): ParsedField | null {
  const item = itemShownAt(doc, address);
  const shown = item === null ? null : shownItem(doc, item);
  return shown?.fields.find((one) => one.name === name) ?? null;
}

function says(field: ParsedField, seen: string | undefined): boolean {
  return wellFormed(field.raw) === seen;
}

function besideWhatStands(
  deps: EngineDeps,
  tracker: LiveTracker,
  edit: SetField,
  { address, field }: Standing,
  actorId: ActorId,
): Result<RevisionInput> {
  const shown = revisionThatSaid(deps, tracker, address, edit);
  if (shown === null) {
    return fail(
      'file.changed',
      `${field.label} says “${field.value}” by now; when you began to edit it said something else. Nothing was changed; look at it again.`,
      { trackerId: tracker.id },
    );
  }
  const { doc, revision, until } = shown;
  const own = itemShownAt(doc, address)?.address ?? address;
  const planned = planEdits(doc, [{ kind: edit.kind, address: own, field: edit.field, value: edit.value }], {
    today: today(deps.clock),
    log: false,
    actor: actorName(deps.db, actorId),
    reread: (text) => parseTracker(text, revision.reading),
  });
  if (!planned.ok) return planned;
  const { text, summary } = planned.value;
  return ok({
    trackerId: tracker.id,
    bytes: encode(text),
    cause: 'edit',
    actorId,
    summary,
    parents: [revision.id],
    reading: revision.reading,
    // Of two values the later one stays in the row; this one belongs to the time before it.
    at: until - 1,
  });
}

interface Shown {
  readonly revision: RevisionRow;
  readonly doc: ParsedDocument;
  /** When the value changed. */
  readonly until: number;
}

/** The newest text in which the value was the one that was seen, and when the next one came. */
function revisionThatSaid(
  { db }: EngineDeps,
  tracker: LiveTracker,
  address: string,
  { field, seen }: SetField,
): Shown | null {
  let until = Number.POSITIVE_INFINITY;
  const open = tracker.revisionId === null ? [] : [tracker.revisionId];
  const passed = new Set<string>(open);
  for (let count = 0; count < MAX_REVISIONS; count += 1) {
    const id = open.shift();
    const revision = id === undefined ? null : readRevision(db.read, id);
    if (revision === null) return null;
    const doc = documentRead(db, revision.reading, revision.hash);
    const there = fieldAt(doc, address, field);
    if (there !== null && says(there, seen)) return { revision, doc, until };
    until = revision.at;
    for (const parent of revision.parents.filter((one) => !passed.has(one))) {
      passed.add(parent);
      open.push(parent);
    }
  }
  return null;
}
