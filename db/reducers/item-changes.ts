import type { RevisionCause } from '../../core/domain/trackers/rows/revision.ts';
import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { StoredField } from '../json-columns.ts';
import type { HistoryRow, HistorySource } from '../records/item-history.ts';
import { insertHistory } from '../tables/trackers/item-history.ts';
import type { ReducerContext } from './reducer-context.ts';

export interface HistoryCause {
  readonly trackerId: TrackerId;
  readonly seq: number;
  readonly at: number;
  readonly actorId: string | null;
  readonly source: HistorySource;
}

export interface FieldChangeRow {
  readonly field: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

const SOURCES: Readonly<Record<RevisionCause, HistorySource>> = {
  edit: 'here',
  restore: 'here',
  outside: 'outside',
  merge: 'outside',
  import: 'import',
  undo: 'undo',
  redo: 'redo',
};

export function historySource(cause: RevisionCause): HistorySource {
  return SOURCES[cause];
}

/** Fields whose readable value differs; a change of spacing or of a column's label is none. */
export function changedFields(
  before: readonly StoredField[],
  after: readonly StoredField[],
): FieldChangeRow[] {
  const old = new Map(before.map((field) => [field.name, field]));
  const changes: FieldChangeRow[] = [];
  for (const field of after) {
    const was = old.get(field.name);
    old.delete(field.name);
    if (was?.value === field.value) continue;
    const change = { field: field.name, label: field.label, before: was?.value ?? null, after: field.value };
    changes.push(change);
  }
  for (const field of old.values()) {
    changes.push({ field: field.name, label: field.label, before: field.value, after: null });
  }
  return changes;
}

export function recordHistory(
  p: ReducerContext,
  cause: HistoryCause,
  item: { readonly id: ItemId; readonly title: string },
  changes: readonly FieldChangeRow[],
): void {
  for (const change of changes) {
    const row: HistoryRow = {
      itemId: item.id,
      seq: cause.seq,
      field: wellFormed(change.field),
      trackerId: cause.trackerId,
      at: cause.at,
      actorId: cause.actorId,
      source: cause.source,
      label: wellFormed(change.label),
      title: wellFormed(item.title),
      before: change.before === null ? null : wellFormed(change.before),
      after: change.after === null ? null : wellFormed(change.after),
    };
    insertHistory(p.db, row);
  }
}
