import type { Moment } from '../../../kernel/clock.ts';
import { cutText } from '../../../kernel/cut-text.ts';
import type { TaskId } from '../../../kernel/ids.ts';
import { type AgentState, mayMove } from '../agents/agent.ts';
import type { FleetEvent } from '../events.ts';
import type { Agent } from '../state.ts';

/** The event of an agent's move; a move that its table doesn't know is a bug of the caller. */
export function moved(
  agent: Pick<Agent, 'id'>,
  from: AgentState,
  to: AgentState,
  reason: string,
  taskId: TaskId | null,
  at: Moment,
): FleetEvent {
  if (!mayMove(from, to)) throw new Error(`an agent cannot move from ${from} to ${to}`);
  return {
    type: 'agent.moved',
    at: at.wall,
    agentId: agent.id,
    from,
    to,
    reason: cutText(reason, 200),
    taskId,
  };
}
