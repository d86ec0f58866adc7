import { readIntents } from '../../../../db/records/intent.ts';
import { readTrackers } from '../../../../db/records/tracker.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { observeFile } from './observe-file.ts';

/** Completes every edit that a kill interrupted. Answers, in words, what was found; null when nothing was. */
export async function settleAtStart(deps: EngineDeps): Promise<string | null> {
  const open = readIntents(deps.db.read);
  if (open.length === 0) return null;
  for (const trackerId of new Set(open.map((intent) => intent.trackerId))) {
    const observed = await deps.queue.run(trackerId, () => observeFile(deps, trackerId));
    if (!observed.ok) deps.log.warn(observed.error.message, observed.error.facts);
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

/** Brings every tracker together once after a start, one after the other, so that calls get in between. */
export async function checkAllFiles(deps: EngineDeps, signal: AbortSignal): Promise<void> {
  for (const tracker of readTrackers(deps.db.read)) {
    if (signal.aborted) return;
    const observed = await deps.queue.run(tracker.id, () => observeFile(deps, tracker.id));
    if (!observed.ok && observed.error.code !== 'tracker.not-found') {
      deps.log.warn(observed.error.message, observed.error.facts);
    }
  }
}
