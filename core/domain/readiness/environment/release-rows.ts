import { z } from 'zod';
import { ActorId, BundleId, GateRunId, MoveId, RootId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { Digest } from '../evidence.ts';
import { Decision } from '../gate/report.ts';
import { EnvironmentId, MoveEnded, StepName } from './environment.ts';

export const BundleRow = z.object({
  id: BundleId,
  gateId: z.string(),
  gateTitle: z.string(),
  runId: GateRunId,
  decision: Decision,
  commit: z.string().nullable(),
  lineageComplete: z.boolean(),
  archive: Digest,
  bytes: z.number().int(),
  /** Fingerprint of the key that signed it, and who of this workspace that is; null: nobody. */
  signer: z.string(),
  signerName: z.string().nullable(),
  createdAt: Millis,
  addedBy: z.string(),
  addedAt: Millis,
  /** Environments that run it now. */
  runsIn: z.array(EnvironmentId),
});
export type BundleRow = z.output<typeof BundleRow>;

export const MoveRow = z.object({
  id: MoveId,
  kind: z.enum(['promotion', 'rollback']),
  environmentId: EnvironmentId,
  environmentTitle: z.string(),
  bundleId: BundleId,
  from: BundleId.nullable(),
  at: Millis,
  actorId: ActorId,
  by: z.string(),
  device: z.string(),
  /** Groups all that was written of it in the log. */
  correlation: z.string(),
  /** `unfinished`: it is under way, or the engine ended before it did; then nobody knows what it changed. */
  outcome: z.enum([...MoveEnded.shape.outcome.options, 'unfinished']),
  says: z.string(),
  endedAt: Millis.nullable(),
  gateRun: GateRunId.nullable(),
  decision: Decision.nullable(),
  steps: MoveEnded.shape.steps,
});
export type MoveRow = z.output<typeof MoveRow>;

export const CommandRow = z.object({
  step: StepName,
  command: z.string(),
  /** Whether just this was approved on this device: else it is not run. */
  approved: z.boolean(),
});
export type CommandRow = z.output<typeof CommandRow>;

export const EnvironmentRow = z.object({
  id: EnvironmentId,
  title: z.string(),
  position: z.number().int(),
  /** Null: each bundle's own. */
  gate: z.string().nullable(),
  rootId: RootId.nullable(),
  rootName: z.string().nullable(),
  /** Where the commands are run on this device; null: in an empty folder, or nowhere where there is a root. */
  folder: z.string().nullable(),
  commands: z.array(CommandRow),
  /** Where a bundle has to have run before; null: nowhere. */
  after: EnvironmentId.nullable(),
  /** What it runs, by the last move that was done. */
  current: BundleId.nullable(),
  since: Millis.nullable(),
  /** A later move that failed or was cut off: what it runs is not certain. */
  unsettled: MoveId.nullable(),
  /** What a rollback would bring back. */
  lastKnownGood: BundleId.nullable(),
});
export type EnvironmentRow = z.output<typeof EnvironmentRow>;
