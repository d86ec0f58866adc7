import { z } from 'zod';
import { ActorId, DeviceId, OpId } from '../../kernel/ids.ts';
import { type OpEnvelope, Patch } from '../../kernel/op.ts';
import { type Batch, readBatch, type SealedBatch } from './batch.ts';
import type { KeyChecks, KnownDevice, KnownKeys } from './known-keys.ts';
import { LearnedKeys } from './learned-keys.ts';
import { type Parked, parked, type SetAside, setAside } from './verdict.ts';
import { verifyOp } from './verify-op.ts';

/** What is kept of a device's chain of batches. */
export interface BatchChain {
  /** The hash kept under a counter, or null. */
  hashAt(counter: number): string | null;
  /** The last counter up to which the chain is whole; 0 before the first batch. */
  readonly tip: number;
}

export interface BatchContext {
  readonly workspace: string;
  readonly known: KnownKeys;
  readonly checks: KeyChecks;
  hash(body: string): string;
  chainOf(device: DeviceId): BatchChain;
}

export type BatchVerdict =
  | { readonly kind: 'accepted'; readonly batch: Batch; readonly hash: string }
  /** Exactly this batch is kept already. */
  | { readonly kind: 'repeated' }
  | Parked
  | SetAside;

/** Whether a batch is what its device wrote next. */
export function verifyBatch(sealed: SealedBatch, context: BatchContext): BatchVerdict {
  const read = readBatch(sealed.body);
  if (!read.ok) {
    return read.error.code === 'batch.newer'
      ? parked('batch.newer', read.error.message)
      : setAside('batch.broken', read.error.message);
  }
  const batch = read.value;
  const name = `batch ${batch.counter} of ${batch.device}`;
  if (batch.workspace !== context.workspace)
    return setAside('batch.other-workspace', `${name} belongs to workspace ${batch.workspace}`);
  const known = context.known.device(batch.device);
  const device = known === null || known.signingKey === null ? enrolledBy(batch, context) : known;
  const key = device?.signingKey ?? null;
  if (device === null || key === null)
    return parked('device.unknown', `${name}: its device is not enrolled here`);
  if (!context.checks.verify(key, sealed.body, sealed.signature))
    return setAside('signature.wrong', `the signature of ${name} is not that of its device`);
  if (batch.ops.some((op) => op['device'] !== batch.device))
    return setAside('batch.foreign-op', `${name} holds an op of another device`);
  return inChain(batch, name, device, context, context.hash(sealed.body));
}

function inChain(
  batch: Batch,
  name: string,
  device: KnownDevice,
  context: BatchContext,
  hash: string,
): BatchVerdict {
  const chain = context.chainOf(batch.device);
  const kept = chain.hashAt(batch.counter);
  if (kept === hash) return { kind: 'repeated' };
  const last = device.revokedAfter;
  if (
    last !== null &&
    (batch.counter > last.counter || (batch.counter === last.counter && hash !== last.hash))
  ) {
    return setAside('device.revoked', `${name} is behind the last one accepted of a revoked device`);
  }
  if (kept !== null) return setAside('batch.forked', `${name} differs from the one kept under its number`);
  if (batch.counter > chain.tip + 1)
    return parked('batch.gap', `${name} comes after ${chain.tip}, the last one here`);
  const before = chain.tip === 0 ? null : chain.hashAt(chain.tip);
  return batch.previous === before
    ? { kind: 'accepted', batch, hash }
    : setAside('batch.forked', `${name} follows another batch than the one before it here`);
}

/** A device's first batch brings its own enrolment, signed by an actor known here or enrolled in the same batch. */
function enrolledBy(batch: Batch, { known, checks }: BatchContext): KnownDevice | null {
  const keys = new LearnedKeys(known);
  for (const entry of batch.ops) {
    const op = SignedOp.safeParse(entry);
    if (op.success && verifyOp(op.data, keys, checks).kind === 'accepted') keys.learn(op.data);
  }
  return keys.device(batch.device);
}

const SignedOp: z.ZodType<OpEnvelope> = z.object({
  id: OpId,
  hlc: z.string(),
  device: DeviceId,
  actor: ActorId,
  correlation: z.string(),
  entity: z.object({ kind: z.string(), id: z.string() }),
  patch: Patch,
  signature: z.string(),
});
