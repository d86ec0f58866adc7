import type { AgentId } from '../../kernel/ids.ts';
import { unreachable } from '../../kernel/unreachable.ts';
import type { FleetEvent, FleetEventOf, Initiator } from './events.ts';
import type { EndReason } from './tasks/task.ts';

export interface EventSentence {
  readonly at: number;
  readonly what: string;
  readonly by: string | null;
}

const ended: Readonly<Record<EndReason, string>> = {
  failed: 'the work failed',
  verification: 'a check failed',
  declined: 'the agent declined it',
  'not-accepted': 'the agent did not accept it in time',
  disconnected: 'the agent was lost',
  stuck: 'the agent got stuck',
  cancelled: 'it was cancelled',
  budget: 'the budget was used up',
  deadline: 'the deadline passed',
  'agent-removed': 'the agent was removed',
};

const told = [
  'task.submitted',
  'task.ranked',
  'task.assigned',
  'task.accepted',
  'task.blocked',
  'task.unblocked',
  'task.verified',
  'task.completed',
  'attempt.ended',
  'task.ended',
  'task.requeued',
  'proposal.made',
  'proposal.settled',
] as const;
type ShownEvent = FleetEventOf<(typeof told)[number]>;

const isShown = (event: FleetEvent): event is ShownEvent => told.some((type) => type === event.type);

/** One line of a task's history, or null for an event that is none. `nameOf` gives agents their present names. */
export function eventSentence(event: FleetEvent, nameOf: (id: AgentId) => string): EventSentence | null {
  const said = (what: string, by: Initiator | null = null): EventSentence => ({
    at: event.at,
    what,
    by: by === null ? null : by.name,
  });
  if (!isShown(event)) return null;
  switch (event.type) {
    case 'task.submitted':
      return said(`Submitted to the ${event.spec.lane} lane`, event.by);
    case 'task.ranked':
      return said(`Moved within the queue, to the ${event.lane} lane`, event.by);
    case 'task.assigned':
      return said(
        `Attempt ${event.generation} offered to ${nameOf(event.agentId)}: ${event.decision.because[0] ?? ''}`,
      );
    case 'task.accepted':
      return said(`${nameOf(event.agentId)} accepted it`);
    case 'task.blocked':
      return said(`${nameOf(event.agentId)} is blocked: ${event.reason}`);
    case 'task.unblocked':
      return said(`${nameOf(event.agentId)} goes on`);
    case 'task.verified': {
      const passed = event.report.checks.filter((check) => check.status === 'pass').length;
      return said(
        `Verification ${event.report.run}: ${passed} of ${event.report.checks.length} checks passed`,
      );
    }
    case 'task.completed':
      return said(`${nameOf(event.agentId)} completed it`);
    case 'attempt.ended':
      return said(
        `Attempt ${event.generation} ended, ${ended[event.reason]}; ${after(event.next)}`,
        event.by,
      );
    case 'task.ended':
      return said(
        event.status === 'cancelled' ? 'Cancelled' : `Became a dead letter: ${ended[event.reason]}`,
        event.by,
      );
    case 'task.requeued':
      return said('Put back into the queue with new tries', event.by);
    case 'proposal.made':
      return said(`Proposed the status ${event.link.statusWhenDone ?? 'of its item'} for its item`);
    case 'proposal.settled':
      return said(`The proposed status was ${event.answer}`, event.by);
    default:
      return unreachable(event);
  }
}

function after(next: 'queued' | 'dead-letter' | 'cancelled'): string {
  if (next === 'queued') return 'it waits for another';
  return next === 'cancelled' ? 'the task is cancelled' : 'the task is a dead letter';
}
