import { readBatch, type SealedBatch, textsIn } from '../../../core/domain/sync/batch.ts';
import type { KeyChecks } from '../../../core/domain/sync/known-keys.ts';
import type { Verdict } from '../../../core/domain/sync/verdict.ts';
import { type BatchContext, type BatchVerdict, verifyBatch } from '../../../core/domain/sync/verify-batch.ts';
import { verifyOp } from '../../../core/domain/sync/verify-op.ts';
import type { DeviceId, TrackerId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { unreachable } from '../../../core/kernel/unreachable.ts';
import type { Reader } from '../../handle.ts';
import { enrolledKeys } from '../../readers/enrolled-keys.ts';
import { batchHash, type KeptBatch, lastAccepted, parkedBatches, putBatch } from '../../tables/batch.ts';
import { readWorkspace } from '../../tables/workspace.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { hashOf } from '../seal-batches.ts';
import type { ReceiveCheck, Verdict as ReceiveCheckVerdict, Received } from './receipt.ts';
import { receiveOps, receiveRevisions, retryParked } from './receive.ts';

export interface TakenBatch {
  readonly outcome: BatchVerdict['kind'];
  /** Trackers that have new revisions. */
  readonly trackers: ReadonlySet<TrackerId>;
}

/**
 * Takes in one batch, and after it those that were parked and can be accepted now. A batch counts as accepted only when
 * everything in it is applied or waits by itself, so a kill at any point means that it is delivered again.
 */
export function receiveBatch(
  db: WorkspaceDb,
  sealed: SealedBatch,
  contents: readonly Uint8Array[],
  checks: KeyChecks,
): Result<TakenBatch> {
  const trackers = new Set<TrackerId>();
  const outcome = takeOne(db, sealed, contents, checks, trackers);
  if (!outcome.ok) return outcome;
  for (let progress = outcome.value === 'accepted'; progress; ) {
    progress = false;
    for (const parked of parkedBatches(db.read)) {
      const again = takeOne(db, { body: parked.body, signature: parked.signature }, [], checks, trackers);
      if (!again.ok) return again;
      progress ||= again.value === 'accepted';
    }
  }
  return ok({ outcome: outcome.value, trackers });
}

/**
 * What is asked about each entry of a device's batch: an op by its actor's signature, a note by who may write it. A
 * revision proves itself, being named by its content.
 */
function receiveCheck(read: Reader, checks: KeyChecks, device: DeviceId | null): ReceiveCheck {
  const known = enrolledKeys(read);
  return {
    op: (op) => answerOf(verifyOp(op, known, checks)),
    revision: () => 'ok',
    note: (note) =>
      device === null || note.device === device
        ? 'ok'
        : {
            setAside: 'note.foreign',
            detail: `${device} wrote a note of ${note.device} on ${note.revision}`,
          },
  };
}

/** Tries again what waits, at a start: an upgrade may know what the version before did not. */
export function receiveWaiting(db: WorkspaceDb, checks: KeyChecks): Result<Received> {
  // Whose batch it came in was looked at when it came.
  return retryParked(db, receiveCheck(db.read, checks, null));
}

function answerOf(verdict: Verdict): ReceiveCheckVerdict {
  switch (verdict.kind) {
    case 'accepted':
      return 'ok';
    case 'parked':
      return { park: verdict.reason, detail: verdict.detail };
    case 'set-aside':
      return { setAside: verdict.reason, detail: verdict.detail };
    default:
      return unreachable(verdict);
  }
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

function takeOne(
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
  if (verdict.kind === 'repeated') return ok(verdict.kind);
  if (verdict.kind === 'accepted') {
    const { batch } = verdict;
    const check = (): ReceiveCheck => receiveCheck(db.read, checks, batch.device);
    const ops = receiveOps(db, batch.ops, check());
    if (!ops.ok) return ops;
    // The ops may have enrolled whoever signed what follows.
    const texts = receiveRevisions(db, { ...textsIn(batch), contents }, check());
    if (!texts.ok) return texts;
    for (const id of [...ops.value.trackers, ...texts.value.trackers]) trackers.add(id);
  }
  const kept = db.write('full', (tx) => {
    putBatch(tx.db, keptAs(sealed, verdict), tx.now);
    return ok(null);
  });
  return kept.ok ? ok(verdict.kind) : kept;
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
