import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../node/log/log.ts';
import type { AttemptJournal } from './attempt-journal.ts';
import type { AttemptRecord } from './attempt-record.ts';

const AGAIN_MS = 5_000;

/**
 * Writes a stage, and again every few seconds while the disk refuses: nothing is told or done before it is kept.
 * False when the sidecar stopped first; then the stage before it stands.
 */
export async function saveRecord(
  parts: { readonly journal: AttemptJournal; readonly log: Log; readonly signal: AbortSignal },
  record: AttemptRecord,
): Promise<boolean> {
  for (;;) {
    try {
      parts.journal.write(record);
      return true;
    } catch (error) {
      parts.log.error(
        'The attempt can’t be written to the disk. Nothing is lost; trying again every 5 s.',
        error,
        {
          taskId: record.assignment.taskId,
          stage: record.stage,
        },
      );
    }
    if (parts.signal.aborted) return false;
    await wait(AGAIN_MS, null, { signal: parts.signal }).catch(() => null);
  }
}
