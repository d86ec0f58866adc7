import { countServed } from '../../fair-share.ts';
import { Decision } from '../../routing.ts';
import { beginAttempt } from '../../tasks/task-course.ts';
import { fleetEvent } from '../fleet-event.ts';
import type { LogLine } from '../log-line.ts';
import { attemptFacts, attemptFields } from './attempt-fields.ts';
import { addLoad } from './release.ts';

export const taskAssigned = fleetEvent(
  'task.assigned',
  { ...attemptFields, decision: Decision },
  {
    areas: ['tasks'],
    durability: 'normal',
    inTaskHistory: true,
    sentence: ({ generation, agentId, decision }, nameOf) =>
      `Attempt ${generation} offered to ${nameOf(agentId)}: ${decision.because[0] ?? ''}`,
    logLines(event) {
      const { target, tier, candidates, score, because, fallbackFrom } = event.decision;
      const facts = { ...attemptFacts(event), target: target.kind, tier };
      const fallback: LogLine = ['scheduler.fallback', { ...facts, from: fallbackFrom }];
      return [
        ['scheduler.match', { ...facts, candidates, score, because: because.slice(0, 1) }],
        ...(fallbackFrom === null ? [] : [fallback]),
        ['task.assign', facts],
      ];
    },
    apply(state, event, at) {
      const task = state.tasks.get(event.taskId);
      const agent = state.agents.get(event.agentId);
      if (task === undefined || agent === undefined) return;
      beginAttempt(task, event);
      task.target = event.decision.target;
      task.assignedAt = event.at;
      task.assignedSteady = at.steady;
      task.acceptedAt = null;
      task.acceptedSteady = null;
      task.heardSteady = null;
      task.returnBySteady = null;
      task.notBeforeSteady = null;
      agent.taskId = event.taskId;
      agent.generation = event.generation;
      agent.lastAssignedSteady = at.steady;
      addLoad(state, task.target, 1);
      countServed(state.served, task.submitter, at);
    },
  },
);
