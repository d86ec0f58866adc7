import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../node/log/log.ts';
import type { AttemptJournal } from './attempt-journal.ts';
import type { AttemptRecord } from './attempt-record.ts';

const WRITE_RETRY_MS = 5_000;

/**
 * Writes a stage, and again every few seconds while the disk refuses: nothing is told or done before it is kept.
 * False when the sidecar stopped first; then the stage before it stands.
 */
export async function saveRecord(
  deps: { readonly journal: AttemptJournal; readonly log: Log; readonly signal: AbortSignal },
  record: AttemptRecord,
): Promise<boolean> {
  for (;;) {
    try {
      deps.journal.write(record);
      return true;
    } catch (error) {
      deps.log.error(
        'The attempt can’t be written to the disk. Nothing is lost; trying again every 5 s.',
        error,
        {
          taskId: record.assignment.taskId,
          stage: record.stage,
        },
      );
    }
    if (deps.signal.aborted) return false;
    await wait(WRITE_RETRY_MS, null, { signal: deps.signal }).catch(() => null);
  }
}
