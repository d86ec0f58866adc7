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

/** Whose steps count, beside those of the tracker also single ones elsewhere. */
export interface StepsOf {
  readonly actorId: ActorId;
  /** Left out: of no place in particular. */
  readonly steps?: readonly number[] | undefined;
}

/**
 * The step that would move next: the newest done one for undo, the newest undone one for redo. Workspaces of earlier
 * versions hold steps that changed no text, conflict or place; they are passed over.
 */
export function nextUndoStep(
  db: Reader,
  state: 'done' | 'undone',
  trackerId: TrackerId | null,
  of: StepsOf | null = null,
): UndoStep | null {
  const steps = of?.steps;
  const inTrackers = trackerId === null && steps !== undefined ? '[]' : idsShownAs(db, trackerId);
  return db.get<UndoStep>(
    `SELECT ${COLUMNS} FROM undo_step
     WHERE state = ? AND (? IS NULL OR actor_id = ?)
       AND (base_hash <> target_hash OR EXISTS (
         SELECT 1 FROM op WHERE op.correlation = undo_step.correlation AND op.entity_kind IN ('conflict', 'tracker')))
       AND (tracker_id IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?)))
     ORDER BY moved DESC LIMIT 1`,
    state,
    of?.actorId ?? null,
    of?.actorId ?? null,
    inTrackers,
    JSON.stringify(steps ?? []),
  );
}

export function readUndoStep(db: Reader, id: number): UndoStep | null {
  return db.get<UndoStep>(`SELECT ${COLUMNS} FROM undo_step WHERE id = ?`, id);
}
