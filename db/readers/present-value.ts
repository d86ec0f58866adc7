import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import type { ConflictRecord } from '../records/conflict.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { currentDocument } from './tracker-views.ts';

/**
 * What the tracker says now in the place of a conflict: one of its two values, both of them, or what was written since.
 * Null where it says nothing of the kind any more.
 */
export function presentValue(
  db: WorkspaceDb,
  conflict: ConflictRecord,
  { trackerId, itemId }: { readonly trackerId: TrackerId; readonly itemId: ItemId | null },
): string | null {
  const { field, earlier, later } = conflict;
  if (itemId !== null) {
    const value = fieldOf(db.read, itemId, field);
    if (value !== null) return value;
    if (field === 'item') return isThere(db.read, itemId) ? (later ?? earlier) : null;
  }
  // Both values are in the text wherever the row stands.
  if (field === 'position') return later;
  const doc = currentDocument(db, trackerId);
  if (doc === null) return null;
  const meta = itemId === null ? doc.meta.find(({ name }) => name === field) : undefined;
  return meta === undefined ? standing(doc.text, earlier, later) : meta.value;
}

function fieldOf(read: Reader, itemId: ItemId, field: string): string | null {
  return read.value<string>(
    `SELECT json_extract(f.value, '$[4]') FROM item i, json_each(i.fields) f
     WHERE i.id = ? AND json_extract(f.value, '$[0]') = ?`,
    itemId,
    field,
  );
}

function isThere(read: Reader, itemId: ItemId): boolean {
  return read.value<number>('SELECT 1 FROM item WHERE id = ?', itemId) !== null;
}

/** Whole lines are looked for in the text. One value may be part of the other. */
function standing(text: string, earlier: string | null, later: string | null): string | null {
  const inText = (value: string | null) =>
    value !== null && value !== '' && text.includes(value) ? value : null;
  const [first, second] = [inText(earlier), inText(later)];
  if (first === null || second === null) return first ?? second;
  if (first.includes(second)) return first;
  return second.includes(first) ? second : `${first}\n${second}`;
}
