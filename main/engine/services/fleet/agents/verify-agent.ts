import { TaskSpec } from '../../../../../core/domain/fleet/tasks/task.ts';
import { type AgentId, TaskId } from '../../../../../core/kernel/ids.ts';
import { randomId } from '../../../../../core/kernel/random-id.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import type { Service } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';
import { agentOf } from './agents.ts';

/** A small real task that only this agent may take, with a step that proves it: a file of its own, or an answer. */
export const verifyAgent: Service<FleetDeps, 'agents.verify'> = async (fleet, { agentId }, { by }) => {
  const agent = agentOf(fleet, agentId);
  if (!agent.ok) return agent;
  const { name, connected, facts } = agent.value;
  if (!connected) {
    return fail(
      'agent.offline',
      `${name} is not connected, so nothing was sent. Start its sidecar, then try again.`,
      { agentId },
      true,
    );
  }
  const shell = facts?.executors.some((offer) => offer.kind === 'shell') ?? false;
  const taskId = TaskId.parse(randomId(fleet.entropy, 'ta'));
  const submitted = await fleet.commands.run({
    type: 'task.submit',
    by,
    taskId,
    clientKey: null,
    spec: TaskSpec.parse(shell ? shellTest(name, agentId) : promptTest(name, agentId)),
    sample: agent.value.sample,
    dependencies: new Map(),
  });
  return submitted.ok ? ok({ taskId }) : submitted;
};

function shellTest(name: string, agentId: AgentId) {
  return {
    description: `Check that ${name} can work`,
    work: { kind: 'shell', command: 'echo ready > quarterdeck-check.txt' },
    successCriteria: ['A file it wrote is there.'],
    verification: [{ type: 'file_exists', path: 'quarterdeck-check.txt' }],
    lane: 'high',
    tier: 'trivial',
    retries: 0,
    agentId,
  };
}

function promptTest(name: string, agentId: AgentId) {
  return {
    description: `Check that ${name} can work: answer with the single word "ready".`,
    lane: 'high',
    tier: 'trivial',
    retries: 0,
    agentId,
  };
}
