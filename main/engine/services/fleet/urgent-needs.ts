import { hubLimits } from '../../../../core/contract/hub/agent-frames.ts';
import type { FleetFacts } from '../../../../core/domain/fleet/fleet-view.ts';
import { surveyFleet } from '../../../../core/domain/fleet/schedule/survey.ts';
import { untakenTasks } from '../../../../core/domain/fleet/schedule/untaken.ts';
import { whyWaiting } from '../../../../core/domain/fleet/schedule/why-waiting.ts';
import type { Agent, OpenTask } from '../../../../core/domain/fleet/state.ts';
import { taskTitle } from '../../../../core/domain/fleet/tasks/task-title.ts';
import type { Moment } from '../../../../core/kernel/clock.ts';
import type { AgentId } from '../../../../core/kernel/ids.ts';
import type { Listening } from '../../hub/hub-listener.ts';
import type { Need } from '../bridge/needs.ts';
import { isStale, staleAfterMs } from './agents/agent-rows.ts';

/** More agents in the same trouble than this are told as their number. */
const agentsNamed = 5;

export interface UrgentSources {
  readonly state: FleetFacts;
  readonly at: Moment;
  readonly listening: Listening;
  /** As set on this device. */
  readonly hubEnabled: boolean;
}

/**
 * What stops work now, and stays so until a person does something: a hub that no agent can reach, else tasks that no
 * connected agent can take, and agents in trouble. Of the sample fleet nothing: nobody waits for its work.
 */
export function urgentNeeds(sources: UrgentSources): Need[] {
  const { state, at } = sources;
  const survey = surveyFleet(state, at);
  const untaken = untakenTasks(survey).filter(({ sample }) => !sample);
  const hub = hubNeed(sources, untaken);
  // Everything else follows from it.
  if (hub !== null) return [hub];
  const noneConnected = ![...state.agents.values()].some(({ connected }) => connected);
  if (noneConnected) return [...noAgentNeed(sources, untaken), ...agentNeeds(sources, [])];
  const named = untaken.filter(({ spec }) => isAway(state, spec.agentId));
  const others = untaken.filter(({ spec }) => !isAway(state, spec.agentId));
  const why = (task: OpenTask): string => whyWaiting(state, task, at, survey)[0]?.text ?? '';
  return [...untakenNeed(others, why), ...agentNeeds(sources, named)];
}

const isAway = ({ agents }: FleetFacts, id: AgentId | null): boolean =>
  id !== null && agents.get(id)?.connected === false;

const titleOf = ({ spec }: OpenTask): string => `“${taskTitle(spec.description)}”`;

/** What to do comes before it: a row may be cut at its end. */
function waitingInWords(tasks: readonly OpenTask[]): string {
  const [first] = tasks;
  if (first === undefined) return '';
  return tasks.length === 1
    ? ` ${titleOf(first)} waits in the queue.`
    : ` ${tasks.length} tasks wait in the queue.`;
}

function hubNeed({ state, listening, hubEnabled }: UrgentSources, untaken: readonly OpenTask[]): Need | null {
  const need = (title: string, detail: string): Need => ({
    id: 'hub',
    mark: 'at-risk',
    kind: 'hub',
    title,
    detail: `${detail}${waitingInWords(untaken)}`,
    route: '/hub',
  });
  if (listening.state === 'failed' && (state.agents.size > 0 || state.tasks.size > 0))
    return need('The hub does not listen', listening.note ?? 'No agent can connect.');
  // Somebody switched it off: that is no trouble until something waits.
  if (listening.state === 'off' && !hubEnabled && untaken.length > 0)
    return need('The hub is switched off', 'Switch it on so that agents can connect.');
  return null;
}

function noAgentNeed({ state, listening }: UrgentSources, untaken: readonly OpenTask[]): Need[] {
  if (untaken.length === 0) return [];
  const hasAgents = state.agents.size > 0;
  const advice = hasAgents ? (listening.note ?? 'Check the sidecars of the agents.') : 'Add an agent.';
  return [
    {
      id: 'no-agent-connected',
      mark: 'at-risk',
      kind: 'queue',
      title: hasAgents ? 'No agent is connected' : 'There is no agent',
      detail: `${advice}${waitingInWords(untaken)}`,
      route: '/fleet',
    },
  ];
}

function untakenNeed(tasks: readonly OpenTask[], why: (task: OpenTask) => string): Need[] {
  const [first] = tasks;
  if (first === undefined) return [];
  const only = tasks.length === 1;
  return [
    {
      id: 'untaken',
      mark: 'at-risk',
      kind: 'queue',
      title: `No connected agent can take ${only ? titleOf(first) : `${tasks.length} tasks`}`,
      detail: only ? why(first) : `${titleOf(first)}: ${why(first)}`,
      route: only ? `/tasks/${first.id}` : '/queue',
    },
  ];
}

interface Waiting {
  readonly first: OpenTask;
  count: number;
}

/** Agents in trouble, those first that ask for help. `named`: queued tasks that may go to no other than one that is away. */
function agentNeeds({ state, at }: UrgentSources, named: readonly OpenTask[]): Need[] {
  const { settings, tasks } = state;
  const waiting = new Map<AgentId, Waiting>();
  const waitsFor = (id: AgentId, task: OpenTask): void => {
    const known = waiting.get(id);
    if (known === undefined) waiting.set(id, { first: task, count: 1 });
    else known.count += 1;
  };
  for (const task of named) if (task.spec.agentId !== null) waitsFor(task.spec.agentId, task);
  const blocked: Need[] = [];
  const silent: Need[] = [];
  const away: Need[] = [];
  const cutOff: Need[] = [];
  for (const agent of state.agents.values()) {
    const task = agent.taskId === null ? undefined : tasks.get(agent.taskId);
    const held = task?.sample === false ? task : undefined;
    if (!agent.connected) {
      if (held !== undefined) waitsFor(agent.id, held);
      const waits = waiting.get(agent.id);
      if (waits !== undefined) away.push(needOf(agent, 'stale', 'is away', awayInWords(agent, waits)));
      else if (agent.disconnectReason === 'violations' && !agent.sample)
        cutOff.push(needOf(agent, 'at-risk', ...cutOffInWords));
    } else if (held !== undefined && agent.state === 'blocked')
      blocked.push(needOf(agent, 'blocked', 'is blocked', blockedInWords(held)));
    else if (held !== undefined && isStale(agent, at.steady, settings)) {
      const detail = `Nothing was heard of it for more than ${staleAfterMs(settings) / 1000} s while it holds ${titleOf(held)}. After ${settings.silentSeconds} s it is disconnected.`;
      silent.push(needOf(agent, 'stale', 'is silent', detail));
    }
  }
  return [
    ...counted(blocked, 'are blocked'),
    ...counted(silent, 'are silent while they hold tasks'),
    ...counted(away, 'are away while tasks wait for them'),
    ...counted(cutOff, 'were disconnected for breaking the protocol'),
  ];
}

const cutOffInWords = [
  'was disconnected',
  `It broke the protocol ${hubLimits.violations} times within a minute. Update its sidecar if it does so again.`,
] as const;

function awayInWords({ facts }: Agent, { first, count }: Waiting): string {
  const where = facts === null ? '' : ` on ${facts.host}`;
  const what = count === 1 ? `${titleOf(first)} waits` : `${count} tasks wait`;
  return `Check its sidecar${where}. ${what} for it.`;
}

function blockedInWords(task: OpenTask): string {
  const said = taskTitle(task.blocked ?? '');
  const reason = said === '' ? 'It gave no reason.' : /[.!?…]$/.test(said) ? said : `${said}.`;
  return `${reason} Remove the cause, or cancel ${titleOf(task)}.`;
}

function needOf(agent: Agent, mark: Need['mark'], what: string, detail: string): Need {
  const { id, name } = agent;
  return { id, mark, kind: 'agent', title: `${name} ${what}`, detail, route: `/fleet/${id}` };
}

function counted(needs: readonly Need[], what: string): readonly Need[] {
  const [first] = needs;
  if (needs.length <= agentsNamed || first === undefined) return needs;
  const detail = `${first.title}: ${first.detail}`;
  return [{ ...first, id: what, title: `${needs.length} agents ${what}`, detail, route: '/fleet' }];
}
