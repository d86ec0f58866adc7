import { z } from 'zod';
import { Initiator } from '../../initiators.ts';
import { nothingSpent, Spent } from '../../money/money.ts';
import { addSpent, budgetOf, isCostUnknown } from '../../money/spending.ts';
import { agentAvoidedAfter, keeperAfter } from '../../tasks/attempt-end.ts';
import { EndReason } from '../../tasks/task.ts';
import { countEnd, returnToQueue } from '../../tasks/task-course.ts';
import { endInWords } from '../end-in-words.ts';
import { fleetEvent } from '../fleet-event.ts';
import type { LogLine } from '../log-line.ts';
import { attemptFacts, attemptFields, spentFacts, workedMs } from './attempt-fields.ts';
import { release } from './release.ts';

/** Cooldown before an agent that did not answer an offer gets the next. */
const cooldownMs = 60_000;

/** Ends by which the hub takes the task back from its agent. */
const reclaims: ReadonlySet<EndReason> = new Set(['disconnected', 'not-accepted', 'stuck', 'agent-removed']);

const Next = z.enum(['queued', 'dead-letter', 'cancelled']);

const nextInWords: Readonly<Record<z.infer<typeof Next>, string>> = {
  queued: 'it waits for another',
  'dead-letter': 'the task is a dead letter',
  cancelled: 'the task is cancelled',
};

/** An attempt ended without success. `next` says what became of the task. */
export const attemptEnded = fleetEvent(
  'attempt.ended',
  {
    ...attemptFields,
    by: Initiator,
    reason: EndReason,
    error: z.string().max(2000),
    spent: Spent,
    workedMs,
    next: Next,
    /** When it may be tried again, wall clock. */
    notBefore: z.number().int().nullable(),
  },
  {
    areas: ['tasks', 'costs'],
    durability: 'full',
    inTaskHistory: true,
    endsOutput: true,
    sentence: ({ generation, reason, next }) =>
      `Attempt ${generation} ended, ${endInWords[reason]}; ${nextInWords[next]}`,
    logLines(event) {
      const { taskId, reason, next, notBefore } = event;
      const facts = { ...attemptFacts(event), reason, next, ...spentFacts(event.spent) };
      const lines: LogLine[] = [];
      if (reason === 'cancelled') lines.push(['task.cancel', facts]);
      else lines.push([reclaims.has(reason) ? 'task.reclaim' : 'task.fail', facts]);
      if (next === 'queued') lines.push(['task.retry', { taskId, notBefore }]);
      if (next === 'dead-letter') lines.push(['task.dead-letter', { taskId, reason }]);
      return lines;
    },
    apply(state, event, at) {
      const task = state.tasks.get(event.taskId);
      if (task === undefined) return;
      const agent = state.agents.get(event.agentId);
      if (event.reason === 'not-accepted' && agent !== undefined)
        agent.cooldownUntilSteady = at.steady + cooldownMs;
      release(state, task);
      if (event.next !== 'queued') {
        state.tasks.delete(task.id);
        return;
      }
      const currency = budgetOf(task, state.settings)?.money?.currency ?? null;
      countEnd(task, event.reason);
      returnToQueue(task, event.notBefore);
      task.spentBefore = addSpent(task.spentBefore, event.spent, currency);
      task.spentNow = nothingSpent;
      task.unpricedBefore += Number(isCostUnknown(event.spent));
      task.workedBeforeMs += event.workedMs;
      task.keptBy = keeperAfter(task.keptBy, event);
      if (agentAvoidedAfter.has(event.reason)) task.avoided.add(event.agentId);
      task.notBeforeSteady = event.notBefore === null ? null : at.steady + (event.notBefore - event.at);
      task.waitingSinceSteady = task.notBeforeSteady ?? at.steady;
    },
  },
);
