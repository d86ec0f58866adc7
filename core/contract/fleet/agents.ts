import { z } from 'zod';
import { AgentState } from '../../domain/fleet/agents/agent.ts';
import { AgentInterval, AgentRow } from '../../domain/fleet/rows/agent-rows.ts';
import { Capability } from '../../domain/fleet/tasks/task.ts';
import { TranscriptLine } from '../../domain/fleet/tasks/transcript-line.ts';
import { AgentId, TaskId } from '../../kernel/ids.ts';
import { Millis } from '../../kernel/time.ts';
import { command, query, view } from '../define.ts';
import { NoInput, Nothing } from '../shared.ts';
import { atHub, hubErrors } from './at-hub.ts';

const StateCounts = z.record(AgentState, z.number().int());

/** How a new agent is set up; the token is shown here once and kept nowhere in clear. */
export const NewAgent = z.object({
  agentId: AgentId,
  name: z.string(),
  token: z.string(),
  hubUrl: z.string(),
  /** One line for a shell on another host: installs the sidecar from this hub and runs it. */
  installLine: z.string(),
});

export const agents = {
  'agents.list': view(
    z.object({
      states: z.array(AgentState).nullable().default(null),
      ...atHub,
      text: z.string().max(200).default(''),
    }),
    AgentRow,
    z.object({ counts: StateCounts, total: z.number().int(), staleAfterMs: z.number().int() }),
  ),
  /** One row, or none when there is no such agent. */
  'agents.one': view(
    z.object({ agentId: AgentId, ...atHub }),
    AgentRow,
    z.object({ staleAfterMs: z.number().int() }),
  ),
  'agents.history': view(
    z.object({ agentId: AgentId, ...atHub, from: Millis, limit: z.number().int().min(1).max(2000) }),
    AgentInterval,
    z.object({ truncated: z.boolean() }),
  ),
  /** The latest lines of an attempt while it runs; the kept transcript once it ended. Row ids count up. */
  'agents.output': view(
    z.object({ taskId: TaskId, ...atHub, generation: z.number().int().positive() }),
    TranscriptLine.extend({ id: z.string() }),
    z.object({ live: z.boolean(), cutLines: z.number().int(), cutBytes: z.number().int() }),
  ),
  'agents.add': command(
    'operator',
    z.object({
      /** Null takes a free name from the hub's list. */
      name: z.string().trim().min(1).max(80).nullable(),
      capabilities: z.array(Capability).max(20).default([]),
    }),
    NewAgent,
    ['agent.name-taken', 'hub.off'],
  ),
  'agents.rename': command(
    'operator',
    z.object({ agentId: AgentId, ...atHub, name: z.string().trim().min(1).max(80) }),
    Nothing,
    ['agent.not-found', 'agent.name-taken', ...hubErrors],
  ),
  /** Revokes the old token; the agent is cut off until it has the new one. */
  'agents.renewToken': command('operator', z.object({ agentId: AgentId, ...atHub }), NewAgent, [
    'agent.not-found',
    ...hubErrors,
  ]),
  /** Its tasks go back to the queue; its history stays. */
  'agents.remove': command(
    'operator',
    z.object({ agentId: AgentId, ...atHub }),
    z.object({ summary: z.string() }),
    ['agent.not-found', ...hubErrors],
  ),
  /** Sends the agent a small real task and answers with its id. */
  'agents.verify': command(
    'operator',
    z.object({ agentId: AgentId, ...atHub }),
    z.object({ taskId: TaskId }),
    [...hubErrors, 'agent.not-found', 'agent.offline'],
  ),
  'agents.suggestName': query(NoInput, z.object({ name: z.string() })),
};
