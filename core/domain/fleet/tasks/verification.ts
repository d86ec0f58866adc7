import { z } from 'zod';
import { VerificationStep } from './task.ts';

export const CheckStatus = z.enum(['pass', 'fail', 'error', 'timeout']);

/** One verification run: every step in order, also after one failed, so a fix sees them all. */
export const VerificationReport = z.object({
  /** 1 for the first run of the attempt; each fix adds one. */
  run: z.number().int().positive(),
  status: CheckStatus,
  startedAt: z.number().int(),
  durationMs: z.number().nonnegative(),
  checks: z
    .array(
      z.object({
        step: VerificationStep,
        status: CheckStatus,
        durationMs: z.number().nonnegative(),
        /** The end of what it printed, at most 4,000 characters. */
        tail: z.string().max(4000),
      }),
    )
    .max(20),
});
export type VerificationReport = z.infer<typeof VerificationReport>;

/** What a sidecar hands in for an attempt that ran to its end. */
export const AttemptResult = z.object({
  summary: z.string().max(20_000),
  model: z.string().max(200).nullable(),
  /** Branch, commit and pull request, where the task has a repository. */
  branch: z.string().max(300).nullable(),
  commit: z.string().max(100).nullable(),
  pullRequest: z.string().max(500).nullable(),
  /** Null when the task names no verification steps: then nothing was verified. */
  verified: z.boolean().nullable(),
});
export type AttemptResult = z.infer<typeof AttemptResult>;
