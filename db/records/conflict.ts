import type { ConflictId, ItemId, RevisionId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { ownershipOf } from './revision.ts';
import { idsShownAs } from './shown-as.ts';

export type ConflictSide = 'earlier' | 'later';

export interface ConflictRecord {
  readonly id: ConflictId;
  readonly trackerId: TrackerId;
  /** The merge. */
  readonly revisionId: RevisionId;
  readonly itemId: ItemId | null;
  readonly address: string;
  readonly title: string;
  readonly field: string;
  readonly base: string | null;
  readonly earlier: string | null;
  readonly later: string | null;
  readonly earlierRevision: RevisionId;
  readonly laterRevision: RevisionId;
  readonly rule: string;
  readonly kept: 'earlier' | 'later' | 'both';
  /** Of the merge. */
  readonly at: number;
  readonly resolvedKeep: ConflictSide | null;
  readonly resolvedAt: number | null;
  readonly resolvedBy: string | null;
}

const SELECT = `SELECT c.id, c.tracker_id AS trackerId, c.revision_id AS revisionId, c.item_id AS itemId, c.address, c.title,
  c.field, c.base, c.earlier, c.later, c.earlier_revision AS earlierRevision, c.later_revision AS laterRevision, c.rule,
  c.kept, coalesce(r.at, 0) AS at, c.resolved_keep AS resolvedKeep, c.resolved_at AS resolvedAt,
  c.resolved_by AS resolvedBy
  FROM conflict c LEFT JOIN revision r ON r.id = c.revision_id`;

export function readConflict(db: Reader, id: string): ConflictRecord | null {
  return db.get<ConflictRecord>(`${SELECT} WHERE c.id = ?`, id);
}

/** Newest first; those of removed trackers left out. */
export function readConflicts(db: Reader, trackerId: string | null, resolved: boolean): ConflictRecord[] {
  return db.all<ConflictRecord>(
    `${SELECT} WHERE c.tracker_id IN (SELECT value FROM json_each(?)) AND (c.resolved_keep IS NOT NULL) = ?
     ORDER BY at DESC, c.id LIMIT 2000`,
    idsShownAs(db, trackerId),
    resolved ? 1 : 0,
  );
}

export interface SideOrigin {
  readonly who: string;
  readonly at: number;
}

export interface ConflictSides {
  /** The side that was made on this device. */
  readonly mine: ConflictSide;
  readonly earlier: SideOrigin;
  readonly later: SideOrigin;
}

/** Whose values a conflict shows, seen from this device. */
export function conflictSides(db: Reader, conflict: ConflictRecord): ConflictSides {
  const laterIsOurs = ownershipOf(db, conflict.laterRevision) > ownershipOf(db, conflict.earlierRevision);
  return {
    mine: laterIsOurs ? 'later' : 'earlier',
    earlier: originOf(db, conflict.earlierRevision),
    later: originOf(db, conflict.laterRevision),
  };
}

function originOf(db: Reader, revisionId: RevisionId): SideOrigin {
  return (
    db.get<SideOrigin>(
      `SELECT coalesce(a.name, r.actor_id, r.author, 'outside') AS who, r.at
       FROM revision r LEFT JOIN actor a ON a.id = r.actor_id WHERE r.id = ?`,
      revisionId,
    ) ?? { who: 'outside', at: 0 }
  );
}
