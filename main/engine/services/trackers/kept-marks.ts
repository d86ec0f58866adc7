import { aliasIds, shownAs } from '../../../../db/records/shown-as.ts';
import { filesInStep } from '../../../../db/records/tracker-file.ts';
import { keepFileMarks } from '../../../../db/usecases/files/tracker-files.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import type { EngineDeps } from '../engine-deps.ts';

/** Files that need no reading at a start while they are untouched: nothing of their trackers is left to be brought together. */
export function marksKept({ read }: WorkspaceDb): ReadonlyMap<string, string> {
  const joined = new Set(aliasIds(read).map((id) => shownAs(read, id)));
  return new Map(
    filesInStep(read).flatMap(({ trackerId, path, mark }) =>
      mark === null || path === null || joined.has(trackerId) ? [] : [[path, mark]],
    ),
  );
}

/** Notes how the files of trackers in step look now, for the next start. */
export function keepMarks({ db, touched, unsavedStates, log }: EngineDeps): void {
  const now = touched.marks();
  const news = filesInStep(db.read).flatMap(({ trackerId, path, mark }) => {
    const seen = path === null || unsavedStates.has(trackerId) ? null : (now.get(path) ?? null);
    return seen === mark ? [] : [{ trackerId, mark: seen }];
  });
  if (news.length === 0) return;
  const kept = keepFileMarks(db, news);
  if (!kept.ok) log.warn(kept.error.message, kept.error.facts);
}
