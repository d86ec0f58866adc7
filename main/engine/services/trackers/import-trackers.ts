import { basename } from 'node:path';
import type { Answer, OutputOf, ParsedInputOf } from '../../../../core/contract/index.ts';
import { readInSteps } from '../../../../core/domain/trackers/read/parse.ts';
import { decode } from '../../../../core/domain/trackers/text/text.ts';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { trackerOutline } from '../../../../db/readers/tracker-views.ts';
import { readTrackers, type TrackerRow } from '../../../../db/records/tracker.ts';
import { addRestorePoint } from '../../../../db/usecases/restore-points.ts';
import { restoreTracker } from '../../../../db/usecases/trackers.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { type ExpandedPath, expandPaths } from '../../files/expand-paths.ts';
import type { Acting, Cancellable } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { inSteps } from '../in-steps.ts';
import type { JobProgress } from '../jobs/job-registry.ts';
import { createBatch, type Fresh } from './import-batch.ts';
import { observeFile } from './observe-file.ts';
import { connectedPlace } from './roots/connect-root.ts';
import { relink } from './roots/moved-files.ts';
import { createRootFinder, type RootFinder } from './roots/root-finder.ts';
import { createFileClassifier, type WhatFileIs } from './roots/what-file-is.ts';
import { liveTracker } from './tracker-access.ts';
import { readAs } from './tracker-lifecycle.ts';

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
  const found = (input.found ?? []).map((path): ExpandedPath => ({ path: absolutePath(path), named: false }));
  const expanded =
    input.paths.length === 0 && found.length > 0
      ? ok([])
      : await expandPaths(deps.files, input.paths, signal);
  if (!expanded.ok) return expanded;
  const files = [...expanded.value, ...found];
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
  const find: Finders = { root: createRootFinder(deps, job.signal), whatIs: createFileClassifier(deps) };
  const refused: Refused[] = [];
  let leftOut = 0;
  for (const [index, file] of files.entries()) {
    job.step(index, files.length, basename(file.path));
    if (job.signal.aborted) {
      const kept = batch.commit();
      return kept.ok ? stopped(index, files.length, batch.imported.length) : kept;
    }
    const one = await importFile(deps, input, actorId, file, find);
    if (!one.ok && one.error.code.startsWith('db.')) return one;
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
      `Nothing in the ${leftOut} files ${input.paths.length === 0 ? 'found' : `of ${input.paths.join(', ')}`} looks like a tracker. Name a file itself to import it all the same.`,
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
  readonly whatIs: (file: ExpandedPath) => Promise<WhatFileIs>;
}

async function importFile(
  deps: EngineDeps,
  input: Input,
  actorId: ActorId,
  file: ExpandedPath,
  find: Finders,
): Promise<Result<InspectedFile>> {
  const place = await connectedPlace(deps, find.root, file.path);
  if (!place.ok) return place;
  const { file: path, root } = place.value;
  const what = await find.whatIs({ ...file, path });
  if (what.kind === 'refused') return { ok: false, error: what.error };
  if (what.kind === 'known') return ok({ known: { ...rowOf(deps, what.tracker, path), already: true } });
  if (what.kind === 'returning') {
    const back = await bringBack(deps, input, actorId, path, what);
    if (!back.ok) return back;
    const already = what.was === 'missing';
    return ok({ known: { ...rowOf(deps, back.value, path), already, returned: what.was } });
  }
  const fileName = basename(path);
  const { profile, mapping } = input;
  const cache = deps.db.documents.sections;
  const doc = await inSteps(readInSteps(decode(what.file.bytes), { fileName, profile, mapping, cache }));
  if (!file.named && doc.items.length === 0) {
    return fail('import.no-items', 'Nothing in it looks like a tracker.');
  }
  return ok({ fresh: { path, root, fileName, file: what.file, doc, mapping, actorId } });
}

/** The tracker with its history, read as the person says who imports it again. */
async function bringBack(
  deps: EngineDeps,
  { profile, mapping }: Input,
  actorId: ActorId,
  path: string,
  { tracker, was }: Extract<WhatFileIs, { kind: 'returning' }>,
): Promise<Result<TrackerRow>> {
  const trackerId = tracker.id;
  if (was === 'removed') {
    const restored = restoreTracker(deps.db, actorId, trackerId);
    if (!restored.ok) return restored;
    deps.follow(path);
  } else {
    const moved = relink(deps, tracker, path);
    if (!moved.ok) return moved;
  }
  return deps.queue.run(trackerId, async () => {
    const seen = await observeFile(deps, trackerId);
    if (!seen.ok) return seen;
    const read =
      profile === null && mapping === null
        ? ok(null)
        : await readAs(deps, { trackerId, profile, mapping }, actorId);
    return read.ok ? liveTracker(deps.db, trackerId) : read;
  });
}

function rowOf(deps: EngineDeps, row: TrackerRow, path: string): Imported {
  const outline = trackerOutline(deps.db.read, row.id);
  const recognised: Record<string, number> = JSON.parse(row.recognised);
  return {
    trackerId: row.id,
    path,
    name: row.name,
    recognised,
    items: outline?.sections.reduce((sum, section) => sum + section.items, 0) ?? 0,
    skipped: outline?.skipped.length ?? 0,
    already: false,
    returned: null,
    note: outline?.readOnly?.reason ?? null,
  };
}
