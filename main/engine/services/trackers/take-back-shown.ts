import { ok, type Result } from '../../../../core/kernel/result.ts';
import { currentDocument } from '../../../../db/readers/tracker-views.ts';
import { putBackText } from '../../../../db/usecases/lost-texts.ts';
import { readTrackerFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { LiveTracker } from './tracker-access.ts';

/** Takes the text that is shown back from its file, where the workspace has lost it and the file still says it. */
export async function takeBackShown(deps: EngineDeps, tracker: LiveTracker): Promise<Result<null>> {
  if (tracker.path === null || currentDocument(deps.db, tracker.id) !== null) return ok(null);
  const read = await readTrackerFile(deps.files, tracker.path);
  if (!read.ok || read.value.hash !== tracker.hash) return ok(null);
  const back = putBackText(deps.db, tracker.id, read.value.bytes);
  return back.ok ? ok(null) : back;
}
