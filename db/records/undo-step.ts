import type { ActorId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { idsShownAs } from './shown-as.ts';

export interface UndoStep {
  readonly id: number;
  readonly trackerId: TrackerId;
  readonly state: 'done' | 'undone';
  /** Content before and after the edit. */
  readonly baseHash: string;
  readonly targetHash: string;
  readonly summary: string;
  readonly actorId: ActorId;
  readonly correlation: string;
  readonly at: number;
}

const COLUMNS = `id, tracker_id AS trackerId, state, base_hash AS baseHash, target_hash AS targetHash, summary,
  actor_id AS actorId, correlation, at`;

/** The step that would move next: the newest done one for undo, the newest undone one for redo. */
export function nextUndoStep(
  db: Reader,
  state: 'done' | 'undone',
  trackerId: TrackerId | null,
): UndoStep | null {
  return db.get<UndoStep>(
    `SELECT ${COLUMNS} FROM undo_step WHERE state = ? AND tracker_id IN (SELECT value FROM json_each(?))
     ORDER BY moved DESC LIMIT 1`,
    state,
    idsShownAs(db, trackerId),
  );
}

export function readUndoStep(db: Reader, id: number): UndoStep | null {
  return db.get<UndoStep>(`SELECT ${COLUMNS} FROM undo_step WHERE id = ?`, id);
}
