import { z } from 'zod';
import { type ActorId, BundleId, DeviceId, GateRunId, type MoveId, RootId } from '../../../kernel/ids.ts';
import { Digest } from '../evidence.ts';
import { Decision } from '../gate/report.ts';

export const EnvironmentId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/u, 'An environment is named with small letters, digits and "-".');
export type EnvironmentId = z.output<typeof EnvironmentId>;

/**
 * What a move runs in an environment, as its team wrote it, for the system's shell: `preview` shows what would change,
 * `apply` changes it, `canary` says whether it works.
 */
export const STEPS = ['preview', 'apply', 'canary'] as const;
export const StepName = z.enum(STEPS);
export type StepName = z.output<typeof StepName>;

const CommandLine = z.string().min(1).max(2000);

/** What is decided about an environment; each of it by itself. */
export const EnvironmentTerms = z.object({
  title: z.string().min(1).max(80),
  /** Bundles go from the lower to the higher. */
  position: z.number().int().min(0).max(1000),
  /** The gate that lets into it; null: the one that the bundle was made of. */
  gate: z.string().max(60).nullable(),
  /** Where its commands are run; null: in an empty folder. */
  root: RootId.nullable(),
  preview: CommandLine.nullable(),
  apply: CommandLine.nullable(),
  canary: CommandLine.nullable(),
});
export type EnvironmentTerms = z.output<typeof EnvironmentTerms>;
export const NewEnvironmentTerms = EnvironmentTerms.partial();
export type NewEnvironmentTerms = z.output<typeof NewEnvironmentTerms>;

/** Of one that says nothing about it. */
export const FIRST_TERMS: Omit<EnvironmentTerms, 'title' | 'position'> = {
  gate: null,
  root: null,
  preview: null,
  apply: null,
  canary: null,
};

/** There until people decide otherwise. */
export const FIRST_ENVIRONMENTS: readonly (EnvironmentTerms & { readonly id: EnvironmentId })[] = [
  { ...FIRST_TERMS, id: 'dev', title: 'Development', position: 10 },
  { ...FIRST_TERMS, id: 'staging', title: 'Staging', position: 20 },
  { ...FIRST_TERMS, id: 'prod', title: 'Production', position: 30 },
];

export interface Environment extends EnvironmentTerms {
  readonly id: EnvironmentId;
  readonly removed: boolean;
}

/** What a person approved to be run, on which device: another line, place or device is approved by itself. */
export const ApprovedCommand = z.object({
  environment: EnvironmentId,
  step: StepName,
  command: CommandLine,
  root: RootId.nullable(),
  device: DeviceId,
});
export type ApprovedCommand = z.output<typeof ApprovedCommand>;

/** A bundle as its op keeps it: made here, or taken in. */
export const BundleMade = z.object({
  archive: Digest,
  bytes: z.number().int().nonnegative(),
  gate: z.object({ id: z.string().max(100), title: z.string().max(300), version: Digest }),
  run: GateRunId,
  decision: Decision,
  commit: z.string().max(200).nullable(),
  lineageComplete: z.boolean(),
  signer: z.string().max(100),
  createdAt: z.iso.datetime(),
});
export type BundleMade = z.output<typeof BundleMade>;

/** What a command came to. Its output and its JUnit report are kept among the evidence by their digests. */
export const StepResult = z.object({
  step: StepName,
  command: z.string(),
  passed: z.boolean(),
  /** One sentence. */
  says: z.string().max(1000),
  exitCode: z.number().int().nullable(),
  output: Digest.nullable(),
  junit: Digest.nullable(),
});
export type StepResult = z.output<typeof StepResult>;

/** A promotion or rollback as it begins. */
export const MoveBegun = z.object({
  kind: z.enum(['promotion', 'rollback']),
  environment: EnvironmentId,
  bundle: BundleId,
  archive: Digest,
  device: DeviceId,
  /** What ran there before. */
  from: BundleId.nullable(),
  /** Two of the same are two. */
  nonce: z.string().max(40),
});
export type MoveBegun = z.output<typeof MoveBegun>;

/**
 * How it ended. `refused`: the gate or the preview said no, and nothing was changed. `failed`: it may have been changed, and
 * does not work.
 */
export const MoveEnded = z.object({
  outcome: z.enum(['done', 'refused', 'failed']),
  says: z.string().max(2000),
  /** The run of the gate that was asked again; null where it was not asked. */
  gateRun: GateRunId.nullable(),
  decision: Decision.nullable(),
  steps: z.array(StepResult).max(STEPS.length),
});
export type MoveEnded = z.output<typeof MoveEnded>;

export interface Move extends MoveBegun {
  readonly id: MoveId;
  readonly by: ActorId;
  readonly at: number;
  /** Groups all that was written of it. */
  readonly correlation: string;
  /** Null while it is under way, or where the engine ended before it did. */
  readonly ended: (MoveEnded & { readonly at: number }) | null;
}
