import { contentsNamed, readBatch, type SealedBatch, textsIn } from '../../../core/domain/sync/batch.ts';
import type { KeyChecks } from '../../../core/domain/sync/known-keys.ts';
import { accepted, setAside } from '../../../core/domain/sync/verdict.ts';
import { type BatchContext, type BatchVerdict, verifyBatch } from '../../../core/domain/sync/verify-batch.ts';
import { verifyOp } from '../../../core/domain/sync/verify-op.ts';
import type { DeviceId, TrackerId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { contentHash, putContent } from '../../content-store.ts';
import type { Reader } from '../../handle.ts';
import { enrolledKeys } from '../../readers/enrolled-keys.ts';
import {
  batchHash,
  countOtherParkedBatches,
  type KeptBatch,
  lastAccepted,
  parkedBatches,
  putBatch,
  trimRefusedBatches,
} from '../../tables/batch.ts';
import { readWorkspace } from '../../tables/workspace.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { hashOf } from '../seal-batches.ts';
import type { ReceiveCheck, Received } from './ingestion.ts';
import { receiveOps, receiveRevisions, retryParked } from './receive.ts';

/** Batches that may wait at a time, with the contents that came beside them. */
const MAX_PARKED_BATCHES = 1_000;
/** Refused batches kept for a person to see. */
const MAX_REFUSED_BATCHES = 1_000;

export interface ReceivedBatch {
  readonly outcome: BatchVerdict['kind'];
  /** Trackers that have new revisions. */
  readonly trackers: ReadonlySet<TrackerId>;
}

/**
 * Applies one batch, and after it those that were parked and can be accepted now. A batch counts as accepted only when
 * everything in it is applied or waits by itself, so a kill at any point means that it is delivered again.
 */
export function receiveBatch(
  db: WorkspaceDb,
  sealed: SealedBatch,
  contents: readonly Uint8Array[],
  checks: KeyChecks,
): Result<ReceivedBatch> {
  const trackers = new Set<TrackerId>();
  const outcome = ingestBatch(db, sealed, contents, checks, trackers);
  if (!outcome.ok) return outcome;
  const parked = outcome.value === 'accepted' ? ingestParked(db, checks, trackers) : ok(null);
  return parked.ok ? ok({ outcome: outcome.value, trackers }) : parked;
}

/** Tries again all that waits, at a start: an upgrade may know what the version before did not. */
export function receiveWaiting(db: WorkspaceDb, checks: KeyChecks): Result<Received> {
  const trackers = new Set<TrackerId>();
  const batches = ingestParked(db, checks, trackers);
  if (!batches.ok) return batches;
  const entries = retryParked(db, receiveCheck(db.read, checks, null));
  if (!entries.ok) return entries;
  return ok({ ...entries.value, trackers: [...new Set([...trackers, ...entries.value.trackers])] });
}

/** Until none of them can be accepted any more: each may be what the next one waits for. */
function ingestParked(db: WorkspaceDb, checks: KeyChecks, trackers: Set<TrackerId>): Result<null> {
  for (let progress = true; progress; ) {
    progress = false;
    for (const { body, signature } of parkedBatches(db.read)) {
      const again = ingestBatch(db, { body, signature }, [], checks, trackers);
      if (!again.ok) return again;
      progress ||= again.value === 'accepted';
    }
  }
  return ok(null);
}

/** Ops are judged by their actors' signatures, notes by who hands them on: a device its own. Null: nothing new comes. */
function receiveCheck(read: Reader, checks: KeyChecks, sender: DeviceId | null): ReceiveCheck {
  const known = enrolledKeys(read);
  return {
    op: (op) => verifyOp(op, known, checks),
    note: (writer) =>
      writer === sender
        ? accepted
        : setAside('note.foreign', `${sender ?? 'nobody'} handed on a note of ${writer}`),
  };
}

/** What batches of this workspace are judged by. */
export function batchContext(read: Reader, workspace: string, checks: KeyChecks): BatchContext {
  return {
    workspace,
    known: enrolledKeys(read),
    checks,
    hash: hashOf,
    chainOf: (device) => ({
      hashAt: (counter) => batchHash(read, device, counter),
      tip: lastAccepted(read, device)?.counter ?? 0,
    }),
  };
}

function ingestBatch(
  db: WorkspaceDb,
  sealed: SealedBatch,
  contents: readonly Uint8Array[],
  checks: KeyChecks,
  trackers: Set<TrackerId>,
): Result<BatchVerdict['kind']> {
  const workspace = readWorkspace(db.read);
  if (workspace === null)
    return fail('workspace.missing', 'This database holds no workspace yet. Create one first.');
  const verdict = verifyBatch(sealed, batchContext(db.read, workspace.id, checks));
  if (verdict.kind === 'repeated') {
    // What it says is applied or waits; the contents may be what it waits for.
    const texts = receiveRevisions(
      db,
      { revisions: [], notes: [], contents },
      receiveCheck(db.read, checks, null),
    );
    if (!texts.ok) return texts;
    for (const id of texts.value.trackers) trackers.add(id);
    return ok(verdict.kind);
  }
  const kept = keptAs(sealed, verdict);
  if (verdict.kind !== 'set-aside') {
    const stored = storeNamed(db, kept, contents);
    if (!stored.ok) return stored;
  }
  if (verdict.kind === 'accepted') {
    const { batch } = verdict;
    const check = receiveCheck(db.read, checks, batch.device);
    const ops = receiveOps(db, batch.ops, check);
    if (!ops.ok) return ops;
    const texts = receiveRevisions(db, { ...textsIn(batch), contents }, check);
    if (!texts.ok) return texts;
    for (const id of [...ops.value.trackers, ...texts.value.trackers]) trackers.add(id);
  }
  const written = db.write('full', (tx) => {
    putBatch(tx.db, kept, tx.now);
    if (kept.state === 'set-aside') trimRefusedBatches(tx.db, MAX_REFUSED_BATCHES);
    return ok(null);
  });
  return written.ok ? ok(verdict.kind) : written;
}

/**
 * Contents come beside their batch once. They are kept while the batch waits, and with what this version can't read in it,
 * because nobody sends them again.
 */
function storeNamed(db: WorkspaceDb, kept: KeptBatch, contents: readonly Uint8Array[]): Result<null> {
  if (kept.state === 'parked' && countOtherParkedBatches(db.read, kept) >= MAX_PARKED_BATCHES) {
    return fail(
      'receive.full',
      `${MAX_PARKED_BATCHES} batches from other devices wait for something that is not here. This one was not kept and has to be sent again; the diagnostics say what is waited for.`,
      { limit: MAX_PARKED_BATCHES },
    );
  }
  const named = new Set(contentsNamed(kept.body));
  const needed = contents.filter((bytes) => named.has(contentHash(bytes)));
  if (needed.length === 0) return ok(null);
  return db.write('full', (tx) => {
    for (const bytes of needed) putContent(tx.db, bytes);
    return ok(null);
  });
}

function keptAs(sealed: SealedBatch, verdict: Exclude<BatchVerdict, { kind: 'repeated' }>): KeptBatch {
  const read = readBatch(sealed.body);
  const refused = verdict.kind === 'accepted' ? null : verdict;
  return {
    ...sealed,
    hash: hashOf(sealed.body),
    deviceId: read.ok ? read.value.device : null,
    counter: read.ok ? read.value.counter : null,
    state: verdict.kind,
    reason: refused?.reason ?? null,
    detail: refused?.detail ?? null,
  };
}
