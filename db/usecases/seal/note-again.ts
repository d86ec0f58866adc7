import { laterNoteSourceId, NOTE_SOURCE } from '../../../core/domain/sync/text-events.ts';
import { MAX_DRIFT_MS } from '../../../core/kernel/hlc.ts';
import type { DeviceId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { noteJson } from '../../json-columns.ts';
import { revisionsNotedAfter } from '../../records/revision.ts';
import { noteOf } from '../../records/revision-note.ts';
import { EVENT_KINDS } from '../../reducers/apply-event.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendEvent } from '../append.ts';

/**
 * Texts made while this device's clock was far ahead would hold up all that is made from them: others wait for the time
 * their notes say. Now that the clock says less, they were made by now: that is noted too, and the smaller time counts.
 */
export function noteAgain(db: WorkspaceDb, device: DeviceId): Result<null> {
  const ahead = revisionsNotedAfter(db.read, device, db.clock.now() + MAX_DRIFT_MS);
  if (ahead.length === 0) return ok(null);
  return db.write('full', (tx) => {
    for (const revision of ahead) {
      const note = noteOf(tx.db, revision, device);
      if (note === null) continue;
      const { now: at } = tx;
      appendEvent(tx, {
        source: NOTE_SOURCE,
        sourceId: laterNoteSourceId(revision, device, at),
        kind: EVENT_KINDS.observed,
        at,
        payload: noteJson.write({ ...note, at }),
      });
    }
    return ok(null);
  });
}
