import { z } from 'zod';
import { BundleManifest } from '../domain/readiness/bundle/manifest.ts';
import { BundleVerdict } from '../domain/readiness/bundle/verdict.ts';
import {
  EnvironmentId,
  EnvironmentTerms,
  MoveEnded,
  StepName,
} from '../domain/readiness/environment/environment.ts';
import { BundleRow, EnvironmentRow, MoveRow } from '../domain/readiness/environment/release-rows.ts';
import { Digest } from '../domain/readiness/evidence.ts';
import { Lineage } from '../domain/readiness/lineage/lineage.ts';
import { BundleId, GateRunId, MoveId } from '../kernel/ids.ts';
import { command, query, view } from './define.ts';
import { NoInput, Nothing, signingErrors } from './shared.ts';

/** What their work is called among the jobs. */
export const CREATE_BUNDLE_JOB = 'Make bundle';
export const VERIFY_BUNDLE_JOB = 'Verify bundle';
export const PROMOTE_JOB = 'Promote to';
export const ROLL_BACK_JOB = 'Roll back';

const OneRun = z.object({ runId: GateRunId });
const OneEnvironment = z.object({ environmentId: EnvironmentId });
const Summary = z.object({ summary: z.string() });
/** On the engine's machine. */
const File = z.string().min(1).max(4000);
const readErrors = ['job.cancelled', 'db.readers-busy', 'db.reader-failed'] as const;
const fileErrors = [
  'file.missing',
  'file.not-allowed',
  'file.read-failed',
  'file.too-large',
  'file.write-failed',
  'file.disk-full',
  'file.read-only',
  'file.exists',
] as const;

/** A bundle of this workspace, or a file. */
const WhichBundle = z.union([z.object({ bundleId: BundleId }), z.object({ file: File })]);

export const lineage = {
  /** Where the decision of a run comes from, by what was known when it was made. */
  'lineage.of': query(OneRun, Summary.extend({ lineage: Lineage }), ['gate.no-run', ...readErrors]),
  /** The same as an in-toto statement in a DSSE envelope, which the actor signs. */
  'lineage.sign': command('actor', OneRun, z.object({ envelope: z.string(), complete: z.boolean() }), [
    'gate.no-run',
    ...readErrors,
    ...signingErrors,
  ]),
};

export const bundles = {
  /** The newest first. */
  'bundles.list': view(NoInput, BundleRow, Nothing),
  'bundles.show': query(
    z.object({ bundleId: BundleId }),
    z.object({
      row: BundleRow,
      /** Null where the archive is not on this device, or does not hold. */
      manifest: BundleManifest.nullable(),
      /** What is wrong with it, or that it is not here. */
      problems: BundleVerdict.shape.problems,
      moves: z.array(MoveRow),
    }),
    ['bundle.not-found', 'job.cancelled'],
  ),
  /** Long work: runs as a job. The archive is kept in the workspace; `file`: where a copy goes, which must be free. */
  'bundles.create': command(
    'actor',
    OneRun.extend({ file: File.nullable().default(null) }),
    Summary.extend({ bundleId: BundleId, archive: Digest, bytes: z.number().int(), complete: z.boolean() }),
    [
      'gate.no-run',
      'bundle.no-gate',
      'bundle.evidence-changed',
      'bundle.too-large',
      'db.read-only',
      ...fileErrors,
      ...readErrors,
      ...signingErrors,
    ],
  ),
  /** Long work: runs as a job. `trust`: fingerprints of which one has to be the signer's; empty: that is not asked. */
  'bundles.verify': query(
    z.object({ what: WhichBundle, trust: z.array(z.string().max(100)).max(100).default([]) }),
    Summary.extend({ verdict: BundleVerdict, signerName: z.string().nullable() }),
    ['bundle.not-found', 'bundle.not-here', 'job.cancelled', ...fileErrors],
  ),
  /** Takes in a bundle that was made elsewhere, if it holds. */
  'bundles.take': command('actor', z.object({ file: File }), Summary.extend({ bundleId: BundleId }), [
    'bundle.does-not-hold',
    'db.read-only',
    'job.cancelled',
    ...fileErrors,
    ...signingErrors,
  ]),
};

const moveAnswer = Summary.extend({ moveId: MoveId, ...MoveEnded.shape });
const moveErrors = [
  'environment.not-found',
  'environment.busy',
  'environment.no-folder',
  'environment.not-approved',
  'bundle.not-found',
  'bundle.not-here',
  'bundle.does-not-hold',
  'bundle.unknown-signer',
  'bundle.not-allowed',
  'gate.not-found',
  'gate.bad-document',
  'gate.no-commit',
  'db.read-only',
  ...fileErrors,
  ...readErrors,
  ...signingErrors,
] as const;

export const environments = {
  /** From the first to the last that a bundle comes to. */
  'environments.list': view(NoInput, EnvironmentRow, Nothing),
  /** The newest first; null: of every environment. */
  'environments.moves': view(z.object({ environmentId: EnvironmentId.nullable() }), MoveRow, Nothing),
  /** Adds one, or changes what is given. `folder`: where its commands are run; null: in an empty one. */
  'environments.save': command(
    'actor',
    OneEnvironment.extend({
      ...EnvironmentTerms.omit({ root: true }).partial().shape,
      folder: File.nullable().optional(),
    }),
    Summary,
    ['gate.not-found', ...fileErrors, ...signingErrors],
  ),
  'environments.remove': command('actor', OneEnvironment, Summary, [
    'environment.not-found',
    ...signingErrors,
  ]),
  /** Lets commands be run on this device, as the person was shown them. */
  'environments.approve': command(
    'actor',
    OneEnvironment.extend({
      commands: z
        .array(z.object({ step: StepName, command: z.string() }))
        .min(1)
        .max(3),
    }),
    Summary,
    ['environment.not-found', 'environment.command-changed', 'environment.by-agent', ...signingErrors],
  ),
  /** Long work: runs as a job that can be cancelled. What the gate or a command refused is an answer, not a failure. */
  'environments.promote': command('actor', OneEnvironment.extend({ bundleId: BundleId }), moveAnswer, [
    'environment.skipped',
    'environment.runs-it',
    ...moveErrors,
  ]),
  /** To the last known good; the canary and the gate are asked again. */
  'environments.rollback': command('actor', OneEnvironment, moveAnswer, [
    'environment.nothing-before',
    ...moveErrors,
  ]),
  /** What a command of a move wrote, or its JUnit report; the end of it where it is long. */
  'environments.output': query(
    z.object({ moveId: MoveId, step: StepName, what: z.enum(['output', 'junit']) }),
    z.object({ text: z.string(), bytes: z.number().int() }),
    ['environment.no-output', 'job.cancelled', ...fileErrors],
  ),
};
