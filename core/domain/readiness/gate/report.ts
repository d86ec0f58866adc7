import { z } from 'zod';
import { ActorId, EvidenceId, ExceptionId, GateRunId, ItemId, SignoffId } from '../../../kernel/ids.ts';
import { Digest } from '../evidence.ts';
import { CriterionSeverity } from './gate-document.ts';

/** `conditional-go`: an exception that has not expired was needed. */
export const Decision = z.enum(['go', 'conditional-go', 'no-go']);
export type Decision = z.output<typeof Decision>;

/** Why something does not count, for programs; `detail` says it for people. */
export const FailureCode = z.enum([
  'state',
  'absent',
  'evidence-missing',
  'evidence-failed',
  'evidence-stale',
  'evidence-unverified',
  'evidence-tampered',
  'evidence-tier',
  'evidence-skipped',
  'evidence-wrong-commit',
  'evidence-future',
  'evidence-withdrawn',
  'signoff-missing',
  'signoff-stale',
  'signoff-withdrawn',
  'signoff-returned',
  'signoff-refused',
  'finding',
  'slo',
  'lineage',
  'gate',
  'unreadable',
]);
export type FailureCode = z.output<typeof FailureCode>;

export const GateFailure = z.object({
  code: FailureCode,
  /** One sentence: what is not as it has to be. */
  detail: z.string(),
  /** One sentence: what a person would do about it. */
  fix: z.string(),
  owner: z.string().nullable(),
  itemId: ItemId.nullable(),
  itemTitle: z.string().nullable(),
  evidenceId: EvidenceId.nullable(),
  signoffId: SignoffId.nullable(),
});
export type GateFailure = z.output<typeof GateFailure>;

export const GateCheck = z.object({
  check_id: z.string(),
  title: z.string(),
  passed: z.boolean(),
  severity: CriterionSeverity,
  detail: z.string(),
  /** Why it is asked, in the words of the gate. */
  reason: z.string().nullable(),
  /** How many items, findings or values were looked at, and how many are as they have to be. */
  seen: z.number().int(),
  met: z.number().int(),
  /** At most 200; `failureCount` has all. */
  failures: z.array(GateFailure),
  failureCount: z.number().int(),
  /** What it was judged by, in order: what lineage leads back to. At most 2,000. */
  items: z.array(ItemId),
  evidence: z.array(EvidenceId),
  signoffs: z.array(SignoffId),
  /** The exceptions that cover what failed; they hide nothing. */
  exceptions: z.array(ExceptionId),
});
export type GateCheck = z.output<typeof GateCheck>;

/**
 * `release_readiness_gate_report.json`. The same inputs give the same bytes but for `generated_at`, `run_id` and
 * `duration_ms`. Its fields in snake case are those of the release gates it comes from, and keep their meaning.
 */
export const GateReport = z.object({
  contract: z.literal('quarterdeck_release_gate_v1'),
  run_id: GateRunId,
  generated_at: z.iso.datetime(),
  duration_ms: z.number(),
  status: z.enum(['passed', 'failed']),
  decision: Decision,
  gate: z.object({ id: z.string(), title: z.string(), version: Digest }),
  summary: z.object({
    total: z.number().int(),
    passed: z.number().int(),
    failed: z.number().int(),
    high_failures: z.number().int(),
    medium_failures: z.number().int(),
  }),
  checks: z.array(GateCheck),
  inputs: z.object({
    /** The commit that is to be released, and the environment it is for; null where nobody named one. */
    commit: z.string().nullable(),
    environment: z.string().nullable(),
    /** SHA-256 over the canonical JSON of all facts of each kind that were judged. */
    digests: z.record(z.string(), Digest),
    policy_version: Digest,
  }),
  exceptions_applied: z.array(
    z.object({
      id: ExceptionId,
      check_id: z.string(),
      approved_by: z.string(),
      owner: z.string(),
      reason: z.string(),
      expires_at: z.iso.datetime(),
      rollback: z.string(),
    }),
  ),
  /** That would have counted but for their date, scope or approver. */
  exceptions_refused: z.array(z.object({ id: ExceptionId, why: z.string() })),
});
export type GateReport = z.output<typeof GateReport>;

/** What a report says, before it is known when it was made and under which name. */
export type GateJudgement = Omit<GateReport, 'run_id' | 'generated_at' | 'duration_ms'>;

/** A run as the log of events keeps it. */
export const GateRunRecord = z.object({
  /** Who asked for it. */
  by: ActorId.nullable(),
  report: GateReport,
});
export type GateRunRecord = z.output<typeof GateRunRecord>;
