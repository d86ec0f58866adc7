import type { ConflictId, ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

export interface ConflictRecord {
  readonly id: ConflictId;
  readonly trackerId: TrackerId;
  readonly itemId: ItemId | null;
  readonly address: string;
  readonly title: string;
  readonly field: string;
  readonly base: string | null;
  readonly mine: string | null;
  readonly mineWho: string;
  readonly mineAt: number;
  readonly theirs: string | null;
  readonly theirsWho: string;
  readonly theirsAt: number;
  readonly rule: string;
  readonly kept: 'theirs' | 'both';
  readonly at: number;
  readonly resolvedKeep: 'mine' | 'theirs' | null;
  readonly resolvedAt: number | null;
  readonly resolvedBy: string | null;
}

const COLUMNS = `id, tracker_id AS trackerId, item_id AS itemId, address, title, field, base, mine,
  mine_who AS mineWho, mine_at AS mineAt, theirs, theirs_who AS theirsWho, theirs_at AS theirsAt, rule, kept, at,
  resolved_keep AS resolvedKeep, resolved_at AS resolvedAt, resolved_by AS resolvedBy`;

export function readConflict(db: Reader, id: string): ConflictRecord | null {
  return db.get<ConflictRecord>(`SELECT ${COLUMNS} FROM conflict WHERE id = ?`, id);
}

/** Newest first; those of removed trackers left out. */
export function readConflicts(db: Reader, trackerId: string | null, resolved: boolean): ConflictRecord[] {
  return db.all<ConflictRecord>(
    `SELECT ${COLUMNS} FROM conflict
     WHERE (? IS NULL OR tracker_id = ?) AND (resolved_keep IS NOT NULL) = ?
       AND tracker_id IN (SELECT id FROM tracker WHERE removed_at IS NULL)
     ORDER BY at DESC, id LIMIT 2000`,
    trackerId,
    trackerId,
    resolved ? 1 : 0,
  );
}
