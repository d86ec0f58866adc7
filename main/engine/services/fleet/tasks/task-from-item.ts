import { TaskSpec } from '../../../../../core/domain/fleet/tasks/task.ts';
import type { ItemDetail } from '../../../../../core/domain/trackers/rows/item-detail.ts';
import type { ItemRow } from '../../../../../core/domain/trackers/rows/item-rows.ts';
import { isFinished } from '../../../../../core/domain/trackers/vocabulary/states.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { itemDetail } from '../../../../../db/readers/items/item-detail.ts';
import { itemRow } from '../../../../../db/readers/items/item-rows.ts';
import type { WorkspaceDb } from '../../../../../db/workspace-db.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** Kinds of sub-items, and names of fields, that say when something is done. */
const criterionKinds: ReadonlySet<string> = new Set(['criterion', 'exit-criterion', 'acceptance']);
const criterionFields = /accept|criteri|done[- ]when|exit/i;
const bounds = { notes: 20_000, criterion: 1000, criteria: 50 };

/** What a person would write into the form for this item: what to do, where it stands, how to tell it is done. */
export const taskFromItem: Service<EngineDeps, 'tasks.fromItem'> = ({ db }, { itemId }) => {
  const detail = itemDetail(db, itemId);
  if (detail === null)
    return fail('item.not-found', 'This item is not in the workspace any more. Nothing was made of it.', {
      itemId,
    });
  const { row } = detail;
  const statuses = statusesFor(detail);
  const task = TaskSpec.parse({
    description: descriptionOf(row),
    notes: notesOf(detail).slice(0, bounds.notes),
    successCriteria: criteriaOf(db, detail),
    link: { trackerId: row.trackerId, itemId, statusWhenDone: whenDone(detail) },
  });
  return ok({ task, itemTitle: row.title, trackerName: row.trackerName, statuses });
};

function descriptionOf(row: ItemRow): string {
  const title = row.title.trim() === '' ? row.key : row.title.trim();
  const where = row.sectionTitle === '' ? row.trackerName : `${row.trackerName}, ${row.sectionTitle}`;
  return `${title}\n\nFrom ${where}.`.slice(0, 10_000);
}

function notesOf({ row }: ItemDetail): string {
  const texts = row.fields
    .filter(({ kind, value }) => (kind === 'text' || kind === 'notes') && value.trim() !== '')
    .filter(({ value }) => value.trim() !== row.title.trim())
    .map(({ label, value }) => `${label}: ${value.trim()}`);
  return texts.join('\n');
}

/** Sub-items that are criteria, else the open ones; fields that name acceptance go first. */
function criteriaOf(db: WorkspaceDb, { row, children }: ItemDetail): string[] {
  const fields = row.fields
    .filter(({ name, value }) => criterionFields.test(name) && value.trim() !== '')
    .map(({ value }) => value);
  const rows = children.map((child) => itemRow(db.read, child.id)).filter((child) => child !== null);
  const criteria = rows.filter(({ kind }) => criterionKinds.has(kind));
  const open = rows.filter(({ state }) => state === null || (!isFinished(state) && state !== 'dropped'));
  return [...fields, ...(criteria.length > 0 ? criteria : open).map(({ title }) => title)]
    .map((text) => text.trim().slice(0, bounds.criterion))
    .filter((text) => text !== '')
    .slice(0, bounds.criteria);
}

/** A verified task finishes its item, or hands it over for review; it never sends one back. */
function whenDone({ moves }: ItemDetail): string | null {
  const done = moves.find(({ state }) => isFinished(state));
  return (done ?? moves.find(({ state }) => state === 'review'))?.word ?? null;
}

/** Words the item may become from here, those that finish it first. */
function statusesFor({ moves }: ItemDetail): string[] {
  const [done, others] = [
    moves.filter(({ state }) => isFinished(state)),
    moves.filter(({ state }) => !isFinished(state)),
  ];
  const review = others.filter(({ state }) => state === 'review');
  const rest = others.filter(({ state }) => state !== 'review');
  return [...done, ...review, ...rest].map(({ word }) => word);
}
