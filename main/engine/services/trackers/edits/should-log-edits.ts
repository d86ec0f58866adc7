import { findProfile } from '../../../../../core/domain/trackers/profiles/registry.ts';
import type { TrackerId } from '../../../../../core/kernel/ids.ts';
import { readSettings } from '../../../../../db/readers/settings-view.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { liveTracker } from '../tracker-access.ts';

/** Unless told otherwise an edit adds a change-log line where both the person and the profile want one. */
export function shouldLogEdits(deps: EngineDeps, trackerId: TrackerId): boolean {
  const tracker = liveTracker(deps.db, trackerId);
  if (!tracker.ok || tracker.value.profile === null) return false;
  return readSettings(deps.db.read).logEdits && (findProfile(tracker.value.profile)?.logAppend ?? false);
}
