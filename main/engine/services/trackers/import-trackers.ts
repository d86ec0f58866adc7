import { basename } from 'node:path';
import type { Answer, OutputOf, ParsedInputOf } from '../../../../core/contract/index.ts';
import { parseTracker } from '../../../../core/domain/trackers/read/parse.ts';
import { decode } from '../../../../core/domain/trackers/text/text.ts';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { trackerOutline } from '../../../../db/readers/tracker-views.ts';
import { readTracker, readTrackers, type TrackerRow } from '../../../../db/records/tracker.ts';
import { addRestorePoint } from '../../../../db/usecases/restore-points.ts';
import { restoreTracker } from '../../../../db/usecases/trackers.ts';
import { type ExpandedPath, expandPaths } from '../../files/expand-paths.ts';
import { readTrackerFile } from '../../files/read-tracker-file.ts';
import type { Acting, Cancellable } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { JobProgress } from '../jobs/job-registry.ts';
import { createBatch, type Fresh } from './import-batch.ts';
import { observeFile } from './observe-file.ts';
import { whyConflictCopy } from './roots/conflict-copies.ts';
import { connectedPlace } from './roots/connect-root.ts';
import { createKnownFiles, type KnownFiles } from './roots/known-files.ts';
import { relink } from './roots/moved-files.ts';
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
  const found: Finders = { root: createRootFinder(deps, job.signal), tracker: createKnownFiles(deps) };
  const fresh = new Set<string>();
  const refused: Refused[] = [];
  let leftOut = 0;
  for (const [index, file] of files.entries()) {
    job.step(index, files.length, basename(file.path));
    if (job.signal.aborted) {
      const kept = batch.commit();
      return kept.ok ? stopped(index, files.length, batch.imported.length) : kept;
    }
    const one = await importFile(deps, input, actorId, file, found);
    if (!one.ok && one.error.code.startsWith('db.')) return one;
    if (one.ok && 'fresh' in one.value && !fresh.has(one.value.fresh.real)) fresh.add(one.value.fresh.real);
    else if (one.ok && 'fresh' in one.value) {
      refused.push({
        path: file.path,
        code: 'import.same-file',
        reason: 'Another name of a file that is imported here.',
      });
      continue;
    }
    if (one.ok) batch.add(one.value);
    else if (one.error.code === 'import.no-items') leftOut += 1;
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
  if (leftOut === files.length) {
    return fail(
      'import.nothing-found',
      `Nothing in the ${leftOut} files of ${input.paths.join(', ')} looks like a tracker. Name a file itself to import it all the same.`,
      { paths: input.paths },
    );
  }
  return ok({ imported: batch.imported, refused, leftOut });
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

interface Finders {
  readonly root: RootFinder;
  readonly tracker: KnownFiles;
}

async function importFile(
  deps: EngineDeps,
  input: Input,
  actorId: ActorId,
  file: ExpandedPath,
  found: Finders,
): Promise<Result<InspectedFile>> {
  const copy = file.named ? null : await whyConflictCopy(deps.files, file.path);
  if (copy !== null) return fail('import.conflict-copy', copy);
  const place = await connectedPlace(deps, found.root, file.path);
  if (!place.ok) return place;
  const { file: path, root } = place.value;
  const known = await found.tracker.at(path);
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
  const missing = await found.tracker.missingSaying(read.value.hash);
  if (missing !== null && relink(deps, missing, path)) {
    const seen = await deps.queue.run(missing.id, () => observeFile(deps, missing.id));
    return seen.ok ? ok({ known: knownRow(deps, missing, path, true) }) : seen;
  }
  const fileName = basename(path);
  const { profile, mapping } = input;
  const doc = parseTracker(decode(read.value.bytes), { fileName, profile, mapping });
  if (!file.named && doc.items.length === 0) {
    return fail('import.no-items', 'Nothing in it looks like a tracker.');
  }
  const real = await deps.files.realPath(path).catch(() => path);
  return ok({ fresh: { path, real, root, fileName, file: read.value, doc, mapping, actorId } });
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
    note: outline?.readOnly?.reason ?? null,
  };
}
