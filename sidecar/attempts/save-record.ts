import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../node/log/log.ts';
import { isDiskFull } from '../host/disk-reserve.ts';
import type { AttemptJournal } from './attempt-journal.ts';
import type { AttemptRecord } from './attempt-record.ts';

const WRITE_RETRY_MS = 5_000;
/** Lines of a transcript that are kept where there is no room for more. */
const SHORT_TRANSCRIPT = 20;

export interface RecordKeeping {
  readonly journal: AttemptJournal;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** See `DiskReserve.release`. */
  readonly releaseReserve: () => boolean;
  /** Removes the folder of an attempt that ended, with whatever is in it; false when there is none, or not all of it goes. */
  readonly clearWorkspace: (assignment: AttemptRecord['assignment']) => boolean;
}

/**
 * Writes a stage, and again every few seconds while the disk refuses: nothing is told or done before it is kept. On a
 * disk that is full, room is made by what is needed least. False when the sidecar stopped first; then the stage before
 * it stands.
 */
export async function saveRecord(deps: RecordKeeping, record: AttemptRecord): Promise<boolean> {
  for (let wanted = record; ; ) {
    try {
      deps.journal.write(wanted);
      return true;
    } catch (error) {
      const lighter = isDiskFull(error) ? makeRoom(deps, wanted) : null;
      if (lighter !== null) {
        wanted = lighter;
        continue;
      }
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

/** One thing after the other, until the record can be written; null when there is nothing left to give up. */
function makeRoom(deps: RecordKeeping, record: AttemptRecord): AttemptRecord | null {
  const { assignment, stage, ending } = record;
  const told = (what: string): void =>
    deps.log.warn(`The disk of this host is full. ${what}`, { taskId: assignment.taskId });
  if (deps.releaseReserve()) {
    told('The room kept in reserve is used to write the attempt down.');
    return record;
  }
  if (stage !== 'ready' && stage !== 'settled') return null;
  if (deps.clearWorkspace(assignment)) {
    told('The workspace of the attempt was removed, to write its end down.');
    return record;
  }
  if (ending === null || ending.transcript.lines.length <= SHORT_TRANSCRIPT) return null;
  told('Only the last lines of the attempt are kept.');
  const { lines, cutLines, cutBytes } = ending.transcript;
  const kept = lines.slice(-SHORT_TRANSCRIPT);
  const cut = lines.slice(0, -SHORT_TRANSCRIPT);
  const transcript = {
    lines: kept,
    cutLines: cutLines + cut.length,
    cutBytes: cutBytes + cut.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0),
  };
  return { ...record, ending: { ...ending, transcript } };
}
