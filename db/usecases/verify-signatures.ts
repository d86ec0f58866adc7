import type { KeyChecks, KnownKeys } from '../../core/domain/sync/known-keys.ts';
import { LearnedKeys } from '../../core/domain/sync/learned-keys.ts';
import { verifyBatch } from '../../core/domain/sync/verify-batch.ts';
import { SIGNED_KINDS, verifyOp } from '../../core/domain/sync/verify-op.ts';
import type { DeviceId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Reader } from '../handle.ts';
import { enrolledKeys } from '../readers/enrolled-keys.ts';
import { batchDevices, batchesAfter } from '../tables/batch.ts';
import { envelopeOf, opsToVerify } from '../tables/op.ts';
import { readWorkspace } from '../tables/workspace.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { batchContext } from './receive/receive-batch.ts';

const ROWS_PER_STEP = 200;

export interface SignatureReport {
  readonly ops: number;
  readonly batches: number;
  /** The first that does not hold, in words. */
  readonly wrong: string | null;
}

export interface VerifyOptions {
  readonly signal?: AbortSignal;
  /** Stop after so many ops and so many batches; all by default. */
  readonly limit?: number;
}

/**
 * Checks every signature in the log in the order it was written, each against the keys enrolled before it, and every
 * device's chain of batches. Ops that are in no batch were written here, or before batches: their device signs nothing.
 */
export async function verifySignatures(
  db: WorkspaceDb,
  checks: KeyChecks,
  options: VerifyOptions = {},
): Promise<Result<SignatureReport>> {
  const ops = await count(logSteps(db.read, checks), options);
  if (!ops.ok) return ops;
  if (ops.value.wrong !== null) return ok({ ops: ops.value.seen, batches: 0, wrong: ops.value.wrong });
  const batches = await count(chainSteps(db.read, checks), options);
  if (!batches.ok) return batches;
  return ok({ ops: ops.value.seen, batches: batches.value.seen, wrong: batches.value.wrong });
}

/** How many were seen until the first that is wrong. */
async function count(
  steps: Iterable<string | null>,
  { signal, limit = Number.POSITIVE_INFINITY }: VerifyOptions,
): Promise<Result<{ readonly seen: number; readonly wrong: string | null }>> {
  let seen = 0;
  for (const wrong of steps) {
    if (signal?.aborted === true)
      return fail('job.cancelled', 'The check was cancelled. Nothing was changed.');
    seen += 1;
    if (wrong !== null || seen >= limit) return ok({ seen, wrong });
    if (seen % ROWS_PER_STEP === 0) await new Promise(setImmediate);
  }
  return ok({ seen, wrong: null });
}

/** Per op: what is wrong with it, or null. */
function* logSteps(read: Reader, checks: KeyChecks): Generator<string | null> {
  const keys = new LearnedKeys();
  let seq = 0;
  for (;;) {
    const rows = opsToVerify(read, SIGNED_KINDS, seq, ROWS_PER_STEP);
    const last = rows.at(-1);
    if (last === undefined) return;
    seq = last.seq;
    for (const row of rows) {
      const op = envelopeOf(row);
      if (!op.ok) {
        yield op.error.message;
        continue;
      }
      const verdict = verifyOp(op.value, keys, checks);
      if (verdict.kind === 'accepted') keys.learn(op.value);
      yield verdict.kind === 'accepted' ? null : verdict.detail;
    }
  }
}

/** Per batch of a chain: what is wrong with it, or null. */
function* chainSteps(read: Reader, checks: KeyChecks): Generator<string | null> {
  const workspace = readWorkspace(read);
  if (workspace === null) return;
  for (const device of batchDevices(read)) {
    const seen: string[] = [];
    const context = {
      ...batchContext(read, workspace.id, checks),
      known: knownWithout(read, device),
      chainOf: () => ({ hashAt: (counter: number) => seen[counter - 1] ?? null, tip: seen.length }),
    };
    for (;;) {
      const batches = batchesAfter(read, device, seen.length, ROWS_PER_STEP);
      if (batches.length === 0) break;
      for (const batch of batches) {
        const verdict = verifyBatch({ body: batch.body, signature: batch.signature }, context);
        if (verdict.kind === 'parked' || verdict.kind === 'set-aside') yield verdict.detail;
        else yield null;
        seen.push(batch.hash);
      }
    }
  }
}

/** A revocation accepts what is in the chain already. */
function knownWithout(read: Reader, device: DeviceId): KnownKeys {
  const known = enrolledKeys(read);
  const found = known.device(device);
  return {
    actor: (id) => known.actor(id),
    device: () => (found === null ? null : { ...found, revokedAfter: null }),
    hasActors: known.hasActors,
  };
}
