import { z } from 'zod';
import { Budget, Spent } from '../../domain/fleet/money/money.ts';
import { UnknownCost } from '../../domain/fleet/money/spending.ts';
import { Target } from '../../domain/fleet/routing.ts';
import { ContextFile, Tier, VerificationStep, Work } from '../../domain/fleet/tasks/task.ts';
import { RepositoryId, TaskId } from '../../kernel/ids.ts';

/** Everything a sidecar needs to carry one attempt out; it never has to ask back. */
export const Assignment = z.object({
  taskId: TaskId,
  generation: z.number().int().positive(),
  acceptWithinMs: z.number().int().positive(),
  description: z.string(),
  work: Work,
  target: Target,
  tier: Tier,
  contextFiles: z.array(ContextFile),
  notes: z.string(),
  successCriteria: z.array(z.string()),
  verification: z.array(VerificationStep),
  verificationSeconds: z.number().int().positive(),
  fixAttempts: z.number().int().nonnegative(),
  repository: z.object({ id: RepositoryId, name: z.string(), url: z.string() }).nullable(),
  budget: Budget.nullable(),
  unknownCost: UnknownCost.default('stop'),
  /** Used by earlier attempts; the budget counts it. */
  spentBefore: Spent,
  workedBeforeMs: z.number().nonnegative(),
  /** What is left of the time until the deadline, in milliseconds: clocks of hosts differ. Of an older record, unknown. */
  deadlineLeftMs: z.number().int().nullable().default(null),
  metadata: z.record(z.string(), z.string()),
});
export type Assignment = z.output<typeof Assignment>;
