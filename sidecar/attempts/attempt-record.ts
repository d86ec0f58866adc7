import { z } from 'zod';
import { AgentFrame, type AgentFrameOf } from '../../core/contract/hub/agent-frames.ts';
import { Assignment } from '../../core/contract/hub/assignment.ts';
import { Spent } from '../../core/domain/fleet/money/money.ts';
import { VerificationReport } from '../../core/domain/fleet/tasks/verification.ts';
import { versionedJson } from '../../core/kernel/versioned-json.ts';

/**
 * taken: offered, nothing sent yet. accepted: the hub knows. running: from here on the work may have left traces.
 * ready: its end waits to be sent. settled: the hub has it, only the workspace is left to clear.
 */
export const AttemptStage = z.enum(['taken', 'accepted', 'running', 'ready', 'settled']);
export type AttemptStage = z.infer<typeof AttemptStage>;

/** The end of an attempt as it is sent; only the frame's number is missing. */
const Ending = AgentFrame.transform((frame, context) => {
  if (frame.t === 'complete' || frame.t === 'fail') return frame;
  context.addIssue({ code: 'custom', message: 'not the end of an attempt' });
  return z.NEVER;
});
export type Ending = AgentFrameOf<'complete'> | AgentFrameOf<'fail'>;

const AttemptRecord = z.object({
  assignment: Assignment,
  /** By the clock of this host. */
  takenAt: z.number().int().default(0),
  stage: AttemptStage,
  spent: Spent,
  /** Verification runs the hub has not confirmed yet. */
  reports: z.array(VerificationReport).max(10),
  ending: Ending.nullable(),
});
export type AttemptRecord = Readonly<z.output<typeof AttemptRecord>>;

export const attemptJson = versionedJson('attempt', AttemptRecord);

export interface AttemptKey {
  readonly taskId: Assignment['taskId'];
  readonly generation: number;
}

export const keyText = (key: AttemptKey): string => `${key.taskId}.g${key.generation}`;
