import { basename } from 'node:path';
import type { Answer, OutputOf, ParsedInputOf } from '../../../../core/contract/index.ts';
import { parseTracker } from '../../../../core/domain/trackers/parse.ts';
import { decode } from '../../../../core/domain/trackers/text.ts';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { trackerOutline } from '../../../../db/readers/tracker-views.ts';
import {
  readTracker,
  readTrackerByPath,
  readTrackers,
  type TrackerRow,
} from '../../../../db/readers/records/tracker.ts';
import { addRestorePoint } from '../../../../db/usecases/restore-points.ts';
import { addTracker, restoreTracker } from '../../../../db/usecases/trackers.ts';
import { type ExpandedPath, expandPaths } from '../../files/expand-paths.ts';
import { readTrackerFile } from '../../files/read-tracker-file.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { JobProgress } from '../jobs/job-registry.ts';
import { noteFileState } from './file-state.ts';
import { trackerNameOf } from './import-preview.ts';
import { observeFile } from './observe-file.ts';

type Input = ParsedInputOf<'trackers.import'>;
type Outcome = OutputOf<'trackers.import'>;
type Imported = Outcome['imported'][number];
type Refused = Outcome['refused'][number];

/** Files, folders and globs into the workspace. Each file is taken in whole or refused with its reason. */
export async function importTrackers(
  parts: EngineParts,
  input: Input,
  actorId: ActorId,
  signal: AbortSignal,
): Promise<Answer<'trackers.import'>> {
  const expanded = await expandPaths(parts.files, input.paths, signal);
  if (!expanded.ok) return expanded;
  const files = expanded.value;
  const title =
    files.length === 1 ? `Import ${basename(files[0]?.path ?? '')}` : `Import ${files.length} files`;
  return parts.jobs.run(title, signal, (job) => importAll(parts, input, actorId, files, job));
}

async function importAll(
  parts: EngineParts,
  input: Input,
  actorId: ActorId,
  files: readonly ExpandedPath[],
  job: JobProgress,
): Promise<Answer<'trackers.import'>> {
  const outcome: Outcome = { imported: [], refused: [] };
  if (files.length > 1 && readTrackers(parts.db.read).length > 0) {
    const point = addRestorePoint(parts.db, `Before importing ${files.length} files`);
    if (!point.ok) return point;
  }
  for (const [index, file] of files.entries()) {
    job.step(index, files.length, basename(file.path));
    if (job.signal.aborted) {
      return fail(
        'job.cancelled',
        `The import was stopped after ${index} of ${files.length} files. ${outcome.imported.length} came in and stay; the rest was not looked at.`,
        { imported: outcome.imported.length },
      );
    }
    const one = await importFile(parts, input, actorId, file);
    if (one.ok) outcome.imported.push(one.value);
    else if (one.error.code.startsWith('db.')) return one;
    else outcome.refused.push(refusal(file.path, one));
    parts.crashPoint('during-import');
  }
  job.step(files.length, files.length, '');
  return ok(outcome);
}

function refusal(path: string, failed: { error: { code: string; message: string } }): Refused {
  return { path, code: failed.error.code, reason: failed.error.message };
}

async function importFile(
  parts: EngineParts,
  input: Input,
  actorId: ActorId,
  file: ExpandedPath,
): Promise<Result<Imported>> {
  const known = await trackerAt(parts, file.path);
  if (known !== null && known.removedAt === null) return ok(importedRow(parts, known, file.path, true));
  if (known !== null) {
    const back = restoreTracker(parts.db, actorId, known.id);
    if (!back.ok) return back;
    parts.follow(file.path);
    const seen = await parts.queue.run(known.id, () => observeFile(parts, known.id));
    return seen.ok
      ? ok(importedRow(parts, readTracker(parts.db.read, known.id) ?? back.value, file.path, false))
      : seen;
  }
  const read = await readTrackerFile(parts.files, file.path);
  if (!read.ok) return read;
  const fileName = basename(file.path);
  const doc = parseTracker(decode(read.value.bytes), {
    fileName,
    profile: input.profile,
    mapping: input.mapping,
  });
  if (!file.named && doc.items.length === 0) {
    return fail(
      'import.no-items',
      'Nothing in it looks like a tracker. Name the file itself to import it all the same.',
    );
  }
  // Reducers read the same bytes with the profile chosen here; this spares them a second reading.
  parts.db.documents.keep(read.value.hash, doc, { fileName, profile: doc.profile, mapping: input.mapping });
  const added = addTracker(parts.db, {
    name: freeName(parts, trackerNameOf(doc, fileName), fileName),
    path: file.path,
    profile: doc.profile,
    mapping: input.mapping,
    bytes: read.value.bytes,
    actorId,
    summary: `Imported from ${fileName}.`,
  });
  if (!added.ok) return added;
  const row = readTracker(parts.db.read, added.value.trackerId);
  if (row === null) throw new Error('an imported tracker has no row');
  noteFileState(parts, row, read.value);
  parts.follow(file.path);
  return ok({
    ...importedRow(parts, row, file.path, false),
    items: doc.items.length,
    skipped: doc.skipped.length,
  });
}

/** The tracker of this file, under the name given or the one a symbolic link leads to. */
export async function trackerAt(parts: EngineParts, path: string): Promise<TrackerRow | null> {
  const named = readTrackerByPath(parts.db.read, path);
  if (named !== null) return named;
  try {
    const real = await parts.files.realPath(path);
    return real === path ? null : readTrackerByPath(parts.db.read, real);
  } catch {
    return null;
  }
}

/** Trackers are named by people and commands, so two of one title are told apart by their file. */
function freeName(parts: EngineParts, wanted: string, fileName: string): string {
  const taken = new Set(readTrackers(parts.db.read).map((row) => row.name.toLowerCase()));
  if (!taken.has(wanted.toLowerCase())) return wanted;
  const stem = `${wanted} (${fileName.replace(/\.[^.]+$/, '')})`;
  for (let count = 2; ; count += 1) {
    const name = count === 2 ? stem : `${stem} ${count - 1}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

function importedRow(parts: EngineParts, row: TrackerRow, path: string, already: boolean): Imported {
  const outline = trackerOutline(parts.db.read, row.id);
  const recognised: Record<string, number> = JSON.parse(row.recognised);
  return {
    trackerId: row.id,
    path,
    name: row.name,
    recognised,
    items: outline?.sections.reduce((sum, section) => sum + section.items, 0) ?? 0,
    skipped: outline?.skipped.length ?? 0,
    already,
  };
}
