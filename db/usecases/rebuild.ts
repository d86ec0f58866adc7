import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { openReadable } from '../connection.ts';
import { gapInWords, incompleteLog } from '../failures.ts';
import { Reader } from '../handle.ts';
import { type LogGaps, logGaps, lostByReplay, unappliedRevisions } from '../readers/health/log-gaps.ts';
import { Replay, Scratch } from '../replay.ts';
import { readClockState } from '../tables/clock-state.ts';
import { compareProjections } from '../tables/compare-projections.ts';
import { putLogComparison } from '../tables/log-comparison.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { fillSearch, replaceFromScratch } from './derived.ts';

export interface RebuildOptions {
  readonly signal?: AbortSignal;
  /** Places of the common order replayed, and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface RebuildReport {
  readonly same: boolean;
  readonly ops: number;
  readonly events: number;
  /** Table, row and what differs, in words. */
  readonly firstDifference: string | null;
  readonly milliseconds: number;
}

/**
 * Replays both logs into a scratch database and compares every projection row with what is stored. Reads one
 * snapshot, so edits may go on meanwhile; changes nothing.
 */
export async function verifyProjections(
  db: WorkspaceDb,
  options: RebuildOptions = {},
): Promise<Result<RebuildReport>> {
  const started = db.clock.now();
  const scratch = new Scratch(db.file);
  try {
    const made = await makeProjections(db, scratch, options);
    return made.ok ? ok(report(made.value, db.clock.now() - started)) : made;
  } finally {
    scratch.remove();
  }
}

/**
 * Rebuilds all projections from the logs and swaps them in, in one transaction. Logs that lost rows make less than is
 * shown: then everything is kept as it is, and the failure says what is missing.
 */
export async function rebuildProjections(
  db: WorkspaceDb,
  options: RebuildOptions = {},
): Promise<Result<RebuildReport>> {
  const started = db.clock.now();
  const scratch = new Scratch(db.file);
  try {
    const made = await makeProjections(db, scratch, options);
    if (!made.ok) return made;
    // From here to the commit nothing else runs, so what was written meanwhile is caught up first.
    for (;;) {
      const step = made.value.replay.step(db.read, db.clockState.seq);
      if (!step.ok) return step;
      if (!step.value) break;
    }
    const lost = worst([logGaps(db.read), lostByReplay(db.read, scratch.writer)]);
    if (lost !== null) return incompleteLog(db.file, lost.count, lost.first);
    scratch.seal();
    const replaced = replaceFromScratch(db, scratch.file);
    if (!replaced.ok) return replaced;
    const filled = await fillSearch(db);
    return filled.ok ? ok(report(made.value, db.clock.now() - started)) : filled;
  } finally {
    scratch.remove();
  }
}

/** Keeps what the last comparison found, for the diagnostics page. */
export function noteComparison(db: WorkspaceDb, same: boolean): Result<null> {
  return db.write('normal', (tx) => {
    putLogComparison(tx.db, { at: tx.now, same: same ? 1 : 0 });
    return ok(null);
  });
}

/** The same at once, before anything else is read or written: a migration may leave the projections empty. */
export function rebuildAtOnce(db: WorkspaceDb): Result<null> {
  const scratch = new Scratch(db.file);
  try {
    const replay = new Replay(scratch);
    for (;;) {
      const step = replay.step(db.read, db.clockState.seq);
      if (!step.ok) return step;
      if (!step.value) break;
    }
    scratch.seal();
    return replaceFromScratch(db, scratch.file);
  } finally {
    scratch.remove();
  }
}

interface Made {
  readonly replay: Replay;
  readonly difference: string | null;
}

function report({ replay, difference }: Made, milliseconds: number): RebuildReport {
  const { ops, events } = replay;
  return { same: difference === null, ops, events, firstDifference: difference, milliseconds };
}

/** Replays and compares against one snapshot, on a connection of its own: the writer's must not be held by a loop. */
async function makeProjections(
  db: WorkspaceDb,
  scratch: Scratch,
  options: RebuildOptions,
): Promise<Result<Made>> {
  const snapshot = openReadable(db.file);
  try {
    snapshot.exec('BEGIN');
    const source = new Reader(snapshot);
    const { seq } = readClockState(source);
    const replay = new Replay(scratch);
    for (;;) {
      if (options.signal?.aborted === true) return cancelled();
      const step = replay.step(source, seq);
      if (!step.ok) return step;
      options.onProgress?.(replay.seq, seq);
      if (!step.value) break;
      await new Promise(setImmediate);
    }
    const gap = worst([logGaps(source), unappliedRevisions(source, scratch.writer)]);
    const difference =
      gap === null ? await compare(source, scratch, options.signal) : ok(gapInWords(gap.count, gap.first));
    return difference.ok ? ok({ replay, difference: difference.value }) : difference;
  } finally {
    snapshot.close();
  }
}

async function compare(
  stored: Reader,
  scratch: Scratch,
  signal: AbortSignal | undefined,
): Promise<Result<string | null>> {
  const steps = compareProjections(stored, scratch.writer);
  for (;;) {
    if (signal?.aborted === true) return cancelled();
    const step = steps.next();
    if (step.done === true) {
      const found = step.value;
      return ok(found === null ? null : `${found.table} ${found.row}: ${found.detail}`);
    }
    await new Promise(setImmediate);
  }
}

/** The first kind of gap that there is. */
function worst(kinds: readonly LogGaps[]): { readonly count: number; readonly first: string } | null {
  for (const { count, first } of kinds) if (first !== null) return { count, first };
  return null;
}

function cancelled() {
  return fail('job.cancelled', 'The rebuild was cancelled. Nothing was changed.');
}
