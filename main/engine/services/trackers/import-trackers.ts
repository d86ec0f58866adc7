import { basename } from 'node:path';
import type { Answer, OutputOf, ParsedInputOf } from '../../../../core/contract/index.ts';
import { parseTracker } from '../../../../core/domain/trackers/read/parse.ts';
import { decode } from '../../../../core/domain/trackers/text/text.ts';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { trackerOutline } from '../../../../db/readers/tracker-views.ts';
import {
  readTracker,
  readTrackerByPath,
  readTrackers,
  type TrackerRow,
} from '../../../../db/records/tracker.ts';
import { addRestorePoint } from '../../../../db/usecases/restore-points.ts';
import { restoreTracker } from '../../../../db/usecases/trackers.ts';
import { type ExpandedPath, expandPaths } from '../../files/expand-paths.ts';
import { readTrackerFile } from '../../files/read-tracker-file.ts';
import type { Acting, Cancellable } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { JobProgress } from '../jobs/job-registry.ts';
import { createBatch, type Fresh } from './import-batch.ts';
import { observeFile } from './observe-file.ts';
import { connectedPlace } from './roots/connect-root.ts';
import { createRootFinder, type RootFinder } from './roots/root-finder.ts';

type Input = ParsedInputOf<'trackers.import'>;
type Outcome = OutputOf<'trackers.import'>;
type Imported = Outcome['imported'][number];
type Refused = Outcome['refused'][number];

/** Files, folders and globs into the workspace. Each file is taken in whole or refused with its reason. */
export async function importTrackers(
  deps: EngineDeps,
  input: Input,
  { actorId, signal }: Acting & Cancellable,
): Promise<Answer<'trackers.import'>> {
  const expanded = await expandPaths(deps.files, input.paths, signal);
  if (!expanded.ok) return expanded;
  const files = expanded.value;
  const title =
    files.length === 1 ? `Import ${basename(files[0]?.path ?? '')}` : `Import ${files.length} files`;
  return deps.jobs.run(title, signal, (job) => importAll(deps, input, actorId, files, job));
}

async function importAll(
  deps: EngineDeps,
  input: Input,
  actorId: ActorId,
  files: readonly ExpandedPath[],
  job: JobProgress,
): Promise<Answer<'trackers.import'>> {
  const known = readTrackers(deps.db.read);
  if (files.length > 1 && known.length > 0) {
    const point = addRestorePoint(deps.db, `Before importing ${files.length} files`);
    if (!point.ok) return point;
  }
  const batch = createBatch(deps, new Set(known.map((row) => row.name.toLowerCase())));
  const findRoot = createRootFinder(deps, job.signal);
  const refused: Refused[] = [];
  for (const [index, file] of files.entries()) {
    job.step(index, files.length, basename(file.path));
    if (job.signal.aborted) {
      const kept = batch.commit();
      return kept.ok ? stopped(index, files.length, batch.imported.length) : kept;
    }
    const one = await importFile(deps, input, actorId, file, findRoot);
    if (!one.ok && one.error.code.startsWith('db.')) return one;
    if (one.ok) batch.add(one.value);
    else refused.push({ path: file.path, code: one.error.code, reason: one.error.message });
    deps.crashPoint('during-import');
    if (batch.full()) {
      const committed = batch.commit();
      if (!committed.ok) return committed;
    }
  }
  const committed = batch.commit();
  if (!committed.ok) return committed;
  job.step(files.length, files.length, '');
  return ok({ imported: batch.imported, refused });
}

function stopped(inspected: number, of: number, imported: number): Answer<'trackers.import'> {
  return fail(
    'job.cancelled',
    `The import was stopped after ${inspected} of ${of} files. ${imported} came in and stay; the rest was not looked at.`,
    { imported },
  );
}

/** A file is either a tracker already, or read and ready to be taken in. */
type InspectedFile = { readonly known: Imported } | { readonly fresh: Fresh };

async function importFile(
  deps: EngineDeps,
  input: Input,
  actorId: ActorId,
  file: ExpandedPath,
  findRoot: RootFinder,
): Promise<Result<InspectedFile>> {
  const place = await connectedPlace(deps, findRoot, file.path);
  if (!place.ok) return place;
  const { file: path, root } = place.value;
  const known = await trackerAt(deps, path);
  if (known !== null && known.removedAt === null) return ok({ known: knownRow(deps, known, path, true) });
  if (known !== null) {
    const back = restoreTracker(deps.db, actorId, known.id);
    if (!back.ok) return back;
    deps.follow(path);
    const seen = await deps.queue.run(known.id, () => observeFile(deps, known.id));
    if (!seen.ok) return seen;
    const row = readTracker(deps.db.read, known.id) ?? back.value;
    return ok({ known: knownRow(deps, row, path, false) });
  }
  const read = await readTrackerFile(deps.files, path);
  if (!read.ok) return read;
  const fileName = basename(path);
  const { profile, mapping } = input;
  const doc = parseTracker(decode(read.value.bytes), { fileName, profile, mapping });
  if (!file.named && doc.items.length === 0) {
    return fail(
      'import.no-items',
      'Nothing in it looks like a tracker. Name the file itself to import it all the same.',
    );
  }
  return ok({ fresh: { path, root, fileName, file: read.value, doc, mapping, actorId } });
}

/** The tracker of this file, under the name given or the one a symbolic link leads to. */
export async function trackerAt(deps: EngineDeps, path: string): Promise<TrackerRow | null> {
  const named = readTrackerByPath(deps.db.read, path);
  if (named !== null) return named;
  try {
    const real = await deps.files.realPath(path);
    return real === path ? null : readTrackerByPath(deps.db.read, real);
  } catch {
    return null;
  }
}

function knownRow(deps: EngineDeps, row: TrackerRow, path: string, already: boolean): Imported {
  const outline = trackerOutline(deps.db.read, row.id);
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
