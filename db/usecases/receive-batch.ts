import type { Batch, SealedBatch } from '../../core/domain/sync/batch.ts';
import { readBatch } from '../../core/domain/sync/batch.ts';
import type { KeyChecks } from '../../core/domain/sync/known-keys.ts';
import type { Verdict } from '../../core/domain/sync/verdict.ts';
import { type BatchContext, type BatchVerdict, verifyBatch } from '../../core/domain/sync/verify-batch.ts';
import { verifyOp } from '../../core/domain/sync/verify-op.ts';
import type { DeviceId } from '../../core/kernel/ids.ts';
import type { OpEnvelope } from '../../core/kernel/op.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Reader } from '../handle.ts';
import { enrolledKeys } from '../readers/enrolled-keys.ts';
import { batchHash, type KeptBatch, lastAccepted, parkedBatches, putBatch } from '../tables/batch.ts';
import { readWorkspace } from '../tables/workspace.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { hashOf } from './seal-batches.ts';

/** Applies what a batch says. It may be asked twice for one batch, after a kill in between. */
export type ApplyBatch = (batch: Batch) => Result<unknown>;

export type ReceivedBatch = BatchVerdict['kind'];

/**
 * Takes in one batch, and after it those that were parked and can be accepted now. A batch counts as accepted only when
 * everything in it is applied, so a kill at any point means that it is delivered again.
 */
export function receiveBatch(
  db: WorkspaceDb,
  sealed: SealedBatch,
  checks: KeyChecks,
  apply: ApplyBatch,
): Result<{ readonly outcome: ReceivedBatch }> {
  const outcome = takeOne(db, sealed, checks, apply);
  if (!outcome.ok) return outcome;
  for (let progress = outcome.value === 'accepted'; progress; ) {
    progress = false;
    for (const parked of parkedBatches(db.read)) {
      const again = takeOne(db, { body: parked.body, signature: parked.signature }, checks, apply);
      if (!again.ok) return again;
      progress ||= again.value === 'accepted';
    }
  }
  return ok({ outcome: outcome.value });
}

/**
 * What receiving asks about each entry of a device's batch: an op by its actor's signature, a note by who may write it. A
 * revision proves itself, being named by its content.
 */
export function receiveCheck(read: Reader, checks: KeyChecks, device: DeviceId) {
  const known = enrolledKeys(read);
  return {
    op: (op: OpEnvelope) => answerOf(verifyOp(op, known, checks)),
    revision: () => 'ok' as const,
    note: (note: { readonly revision: string; readonly device: string }) =>
      note.device === device
        ? ('ok' as const)
        : {
            setAside: 'note.foreign',
            detail: `${device} wrote a note of ${note.device} on ${note.revision}`,
          },
  };
}

function answerOf(verdict: Verdict) {
  if (verdict.kind === 'accepted') return 'ok' as const;
  const { reason, detail } = verdict;
  return verdict.kind === 'parked' ? { park: reason, detail } : { setAside: reason, detail };
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
  checks: KeyChecks,
  apply: ApplyBatch,
): Result<ReceivedBatch> {
  const workspace = readWorkspace(db.read);
  if (workspace === null)
    return fail('workspace.missing', 'This database holds no workspace yet. Create one first.');
  const verdict = verifyBatch(sealed, batchContext(db.read, workspace.id, checks));
  if (verdict.kind === 'repeated') return ok(verdict.kind);
  if (verdict.kind === 'accepted') {
    const applied = apply(verdict.batch);
    if (!applied.ok) return applied;
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
