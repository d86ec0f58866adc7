import { z } from 'zod';
import { AgentId, TaskId } from '../../../../kernel/ids.ts';
import type { Spent } from '../../money/money.ts';
import type { LogFacts } from '../log-line.ts';

/** Names an attempt: that of an agent at a task, by its number. */
export const attemptFields = {
  taskId: TaskId,
  generation: z.number().int().positive(),
  agentId: AgentId,
};

/** From acceptance to the end, by the steady clock; 0 when it was never accepted. */
export const workedMs = z.number().nonnegative();

interface Attempt {
  readonly taskId: TaskId;
  readonly generation: number;
  readonly agentId: AgentId;
}

export const attemptFacts = ({ taskId, generation, agentId }: Attempt): LogFacts => ({
  taskId,
  generation,
  agentId,
});

export const spentFacts = ({ cost, tokensIn, tokensOut }: Spent): LogFacts => ({
  costMicros: cost?.micros ?? null,
  currency: cost?.currency ?? null,
  tokensIn,
  tokensOut,
});
