import { readIntents } from '../../../../db/records/intent.ts';
import { readTrackers } from '../../../../db/records/tracker.ts';
import { receiveWaiting } from '../../../../db/usecases/receive/receive-batch.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { keepMarks } from './kept-marks.ts';
import { afterReceiving, checkFile } from './observe-file.ts';
import { heldBy } from './tracker-access.ts';

/** Completes every edit that a kill interrupted. Answers, in words, what was found; null when nothing was. */
export async function settleAtStart(deps: EngineDeps): Promise<string | null> {
  const open = readIntents(deps.db.read);
  if (open.length === 0) return null;
  for (const trackerId of new Set(open.map((intent) => intent.trackerId))) {
    await checkFile(deps, trackerId);
  }
  const left = readIntents(deps.db.read).length;
  const finished = open.length - left;
  const said = [
    ...(finished > 0
      ? [`${finished} unfinished ${finished === 1 ? 'edit was' : 'edits were'} brought to an end`]
      : []),
    ...(left > 0 ? [`${left} still ${left === 1 ? 'waits' : 'wait'} for its file`] : []),
  ].join('; ');
  deps.log.info('Settled what the last run left.', { finished, left });
  return `${said}.`;
}

/**
 * Brings every tracker together once after a start, one after the other, so that calls get in between. A file that was in
 * step at the last end and is untouched since needs no reading.
 */
export async function checkAllFiles(deps: EngineDeps, signal: AbortSignal): Promise<void> {
  for (const tracker of readTrackers(deps.db.read)) {
    if (signal.aborted) return;
    const known = tracker.path === null ? 0 : (heldBy(deps.db, tracker.id)?.bytes ?? 0);
    const look = tracker.path === null ? null : await deps.touched.look(tracker.path, known);
    if (look?.kind === 'untouched') continue;
    await checkFile(deps, tracker.id);
  }
  keepMarks(deps);
}

/** Takes in what came from other devices and had to wait, for this version perhaps, and brings its trackers together. */
export async function takeInWaiting(deps: EngineDeps): Promise<void> {
  const received = receiveWaiting(deps.db, keyChecks);
  if (!received.ok) return deps.log.warn(received.error.message, received.error.facts);
  const { applied, parked, setAside, trackers } = received.value;
  if (applied > 0) deps.log.info('Took in what had waited.', { applied, parked, setAside });
  await afterReceiving(deps, trackers);
}
