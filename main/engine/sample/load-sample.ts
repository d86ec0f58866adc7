import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLE_PERSON } from '../../../core/domain/sample-person.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import type { ActorId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import {
  readRemovedTrackers,
  readTrackerByPath,
  readTrackers,
  type TrackerRow,
} from '../../../db/records/tracker.ts';
import { recordRevision } from '../../../db/usecases/revisions.ts';
import { addTracker, removeTracker, restoreTracker } from '../../../db/usecases/trackers.ts';
import { setWorkspace } from '../../../db/usecases/workspace.ts';
import { createFile } from '../../../node/files/atomic-write.ts';
import type { Acting, Cancellable } from '../handlers.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
import { noteFileState } from '../services/trackers/file-state.ts';
import { observeFile } from '../services/trackers/observe-file.ts';
import { trackerNameOf } from '../services/trackers/preview/import-preview.ts';
import { liveTracker } from '../services/trackers/tracker-access.ts';
import { today } from '../today.ts';
import { datedText } from './dated-text.ts';
import { loadEvidence } from './load-evidence.ts';
import { loadGate, runGateAgain } from './load-gate.ts';
import { loadObjectives } from './load-objectives.ts';
import { loadSignoffs } from './load-signoffs.ts';
import { findSample, type SampleManifest } from './sample-manifest.ts';
import { addSamplePerson, besideSamplePerson, revokeSamplePerson } from './sample-person.ts';
import { restoreDecisions, withdrawDecisions } from './withdraw-decisions.ts';

/** One at a time: two that ask at once are told of one sample. */
const IN_TURN = 'sample';
const DAY_MS = 86_400_000;

type Loading = Acting & Cancellable;

/** The fictional programme, dated relative to today, with its history; or back again when it was removed before. */
export function loadSample(
  deps: EngineDeps,
  _input: object,
  context: Loading,
): Promise<Result<{ summary: string }>> {
  return deps.queue.run(IN_TURN, async () => {
    const removedAt = whenRemoved(deps);
    const loaded = await loadTrackers(deps, context.actorId);
    if (!loaded.ok) return loaded;
    await loadProof(deps, context, removedAt);
    if (loaded.value === 0) return ok({ summary: 'The sample is here already.' });
    const folder = join(deps.workspace, 'sample');
    const { name, passphrase } = SAMPLE_PERSON;
    return ok({
      summary: `The sample programme is here: ${loaded.value} trackers in ${folder}. ${name} can sign as a second person, with the passphrase "${passphrase}".`,
    });
  });
}

/** What the first screen shows of it. */
export function loadSampleTrackers(deps: EngineDeps, actorId: ActorId): Promise<Result<number>> {
  return deps.queue.run(IN_TURN, () => loadTrackers(deps, actorId));
}

/** Its second person, what backs its items and what came of that, which take longer. */
export function loadSampleProof(deps: EngineDeps, context: Loading): Promise<void> {
  return deps.queue.run(IN_TURN, () => loadProof(deps, context, null));
}

async function loadTrackers(deps: EngineDeps, actorId: ActorId): Promise<Result<number>> {
  const removed = readRemovedTrackers(deps.db.read).filter((row) => row.sample === 1);
  const loaded =
    removed.length > 0 ? await bringBack(deps, actorId, removed) : await loadMissing(deps, actorId);
  if (!loaded.ok || loaded.value === 0) return loaded;
  const noted = setWorkspace(deps.db, actorId, { sample: true });
  return noted.ok ? loaded : noted;
}

/** Null while it is not taken out. */
function whenRemoved({ db }: EngineDeps): number | null {
  const times = readRemovedTrackers(db.read).flatMap((row) =>
    row.sample === 1 ? (row.removedAt ?? []) : [],
  );
  return times.length === 0 ? null : Math.max(...times);
}

/** The sample is of use without it, where the key that signs is out of reach. */
async function loadProof(deps: EngineDeps, context: Loading, removedAt: number | null): Promise<void> {
  const found = findSample(import.meta.dirname);
  if (!found.ok) return;
  const sample = found.value;
  const isAgain = removedAt !== null;
  const steps = [
    () => addSamplePerson(deps, context),
    () => loadEvidence(deps, context, sample),
    () => (isAgain ? restoreDecisions(deps, context, sample, removedAt) : ok(null)),
    () => loadObjectives(deps, context, sample),
    () => loadGate(deps, context, sample),
    () => loadSignoffs(deps, context, sample),
    () => runGateAgain(deps, context, sample, isAgain),
  ];
  for (const step of steps) {
    if (context.signal.aborted) return;
    const one = await step();
    if (!one.ok && !context.signal.aborted) deps.log.warn(one.error.message, one.error.facts);
  }
}

/** Takes the sample's trackers out. Their files and history stay, and loading the sample brings them back. */
export function removeSample(
  deps: EngineDeps,
  _input: object,
  context: Loading,
): Promise<Result<{ summary: string }>> {
  return deps.queue.run(IN_TURN, () => remove(deps, context));
}

async function remove(deps: EngineDeps, context: Loading): Promise<Result<{ summary: string }>> {
  const { actorId } = context;
  const shown = readTrackers(deps.db.read).filter((row) => row.sample === 1);
  for (const row of shown) {
    const removed = await deps.queue.run(row.id, async () => removeTracker(deps.db, actorId, row.id));
    if (!removed.ok) return removed;
    if (row.path !== null) deps.unfollow(row.path);
  }
  const noted = setWorkspace(deps.db, actorId, { sample: false });
  if (!noted.ok) return noted;
  const by = besideSamplePerson(deps, context);
  const found = findSample(import.meta.dirname);
  const withdrawn = found.ok ? await withdrawDecisions(deps, by, found.value) : ok(null);
  if (!withdrawn.ok) return withdrawn;
  const revoked = await revokeSamplePerson(deps, by);
  if (!revoked.ok) return revoked;
  return ok({
    summary: `${shown.length} sample trackers were taken out. Loading the sample brings them back as they were.`,
  });
}

async function bringBack(
  deps: EngineDeps,
  actorId: ActorId,
  removed: readonly TrackerRow[],
): Promise<Result<number>> {
  for (const row of removed) {
    const restored = restoreTracker(deps.db, actorId, row.id);
    if (!restored.ok) return restored;
    if (row.path !== null) deps.follow(row.path);
    const observed = await deps.queue.run(row.id, () => observeFile(deps, row.id));
    if (!observed.ok) return observed;
  }
  return ok(removed.length);
}

/** Also finishes a sample that a kill left half loaded. */
async function loadMissing(deps: EngineDeps, actorId: ActorId): Promise<Result<number>> {
  const found = findSample(import.meta.dirname);
  if (!found.ok) return found;
  const { folder, manifest } = found.value;
  let loaded = 0;
  for (const entry of manifest.trackers) {
    const path = join(deps.workspace, 'sample', entry.file);
    if (readTrackerByPath(deps.db.read, path) !== null) continue;
    const one = await loadOne(deps, actorId, folder, entry, path);
    if (!one.ok) return one;
    loaded += 1;
  }
  return ok(loaded);
}

async function loadOne(
  deps: EngineDeps,
  actorId: ActorId,
  folder: string,
  entry: SampleManifest['trackers'][number],
  path: string,
): Promise<Result<null>> {
  const texts = entry.revisions
    .toSorted((a, b) => b.daysAgo - a.daysAgo)
    .map(({ daysAgo, file }) => ({
      at: deps.clock.now() - daysAgo * DAY_MS,
      bytes: new TextEncoder().encode(datedText(readFileSync(join(folder, file), 'utf8'), today(deps.clock))),
    }));
  const [first, ...later] = texts;
  const newest = texts.at(-1);
  if (first === undefined || newest === undefined) return ok(null);
  // The file first: a kill before the tracker exists leaves a file that the next load writes again.
  const token = Buffer.from(deps.entropy.bytes(6)).toString('hex');
  const written = await createFile(deps.files, { path, bytes: newest.bytes, token, overwrite: true });
  if (!written.ok) return written;
  const doc = parseTracker(new TextDecoder().decode(newest.bytes), {
    fileName: entry.file,
    profile: entry.profile,
  });
  const added = addTracker(deps.db, {
    name: trackerNameOf(doc, entry.file),
    path,
    profile: doc.profile,
    mapping: null,
    bytes: first.bytes,
    actorId,
    summary: 'First version of the sample.',
    sample: true,
    at: first.at,
  });
  if (!added.ok) return added;
  const { trackerId } = added.value;
  for (const { at, bytes } of later) {
    const recorded = recordRevision(deps.db, {
      trackerId,
      bytes,
      cause: 'outside',
      actorId: null,
      summary: 'Changed outside.',
      at,
      held: true,
    });
    if (!recorded.ok) return recorded;
  }
  deps.follow(path);
  const tracker = liveTracker(deps.db, trackerId);
  if (tracker.ok) noteFileState(deps, tracker.value, { writable: true });
  return ok(null);
}
