import type { EndReason } from '../tasks/task.ts';

/** Why a task or an attempt ended, as part of a sentence. */
export const endInWords: Readonly<Record<EndReason, string>> = {
  failed: 'the work failed',
  verification: 'a check failed',
  undelivered: 'the finished work could not be handed over',
  declined: 'the agent declined it',
  'not-accepted': 'the agent did not accept it in time',
  disconnected: 'the agent was lost',
  stuck: 'the agent got stuck',
  cancelled: 'it was cancelled',
  budget: 'the budget was used up',
  deadline: 'the deadline passed',
  'agent-removed': 'the agent was removed',
};
