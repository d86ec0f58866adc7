import { nothingSpent, type Spent } from '../../../core/domain/fleet/money/money.ts';
import { addSpent, budgetOf, isCostUnknown } from '../../../core/domain/fleet/money/spending.ts';
import { defaultFleetSettings, type FleetSettings } from '../../../core/domain/fleet/settings.ts';
import type { Agent, Endpoint, FleetState, OpenTask } from '../../../core/domain/fleet/state.ts';
import { agentAvoidedAfter, keeperAfter } from '../../../core/domain/fleet/tasks/attempt-end.ts';
import type { Moment } from '../../../core/kernel/clock.ts';
import type { AgentId, TaskId } from '../../../core/kernel/ids.ts';
import { agentFactsJson, endpointSpecJson, fleetSettingsJson, modelNamesJson } from '../../fleet-json.ts';
import type { Reader } from '../../handle.ts';
import { type AgentRecord, readAgents } from '../../tables/fleet/agent.ts';
import { type AgentStateRecord, currentStates } from '../../tables/fleet/agent-state.ts';
import { type AttemptRecord, readAttempts } from '../../tables/fleet/attempt.ts';
import { type EndpointRecord, readEndpoints } from '../../tables/fleet/endpoint.ts';
import { readLimits } from '../../tables/fleet/hub-limit.ts';
import { readHubSetting } from '../../tables/fleet/hub-setting.ts';
import { readTokens } from '../../tables/fleet/hub-token.ts';
import { readOpenProposals } from '../../tables/fleet/proposal.ts';
import { readRepositories } from '../../tables/fleet/repository.ts';
import { readOpenTasks, readTask, type TaskRecord } from '../../tables/fleet/task.ts';
import { readUnmetDependencies, unmetDependenciesOf } from '../../tables/fleet/task-dependency.ts';
import { assignedEvent, submittedEvent } from './stored-events.ts';

/**
 * A hub's state as the tables have it. Times by the steady clock of an earlier run restart at `at`; what leaves no
 * event (heartbeats, resources, fairness) is empty.
 */
export function readFleetState(read: Reader, hubN: number, at: Moment): FleetState {
  const unmet = new Map<number, Set<TaskId>>();
  for (const { taskSeq, needs } of readUnmetDependencies(read, hubN)) {
    const of = unmet.get(taskSeq);
    if (of === undefined) unmet.set(taskSeq, new Set([needs]));
    else of.add(needs);
  }
  const settings = hubSettings(read, hubN);
  const tasks = new Map<TaskId, OpenTask>();
  for (const row of readOpenTasks(read, hubN)) {
    const task = openTask(read, row, unmet.get(row.seq) ?? new Set(), settings, at);
    if (task !== null) tasks.set(task.id, task);
  }
  const agents = new Map<AgentId, Agent>();
  const states = currentStates(read, hubN);
  for (const row of readAgents(read, hubN)) agents.set(row.id, agentOf(row, states.get(row.id), at));
  const loads = new Map<string, number>();
  for (const task of tasks.values()) {
    const agent = task.agentId === null ? undefined : agents.get(task.agentId);
    if (agent !== undefined) {
      agent.taskId = task.id;
      agent.generation = task.generation;
    }
    const target = task.target !== null && 'endpointId' in task.target ? task.target.endpointId : null;
    if (target !== null) loads.set(target, (loads.get(target) ?? 0) + 1);
  }
  const endpoints = readEndpoints(read, hubN)
    .map((row) => endpointOf(row, loads.get(row.id) ?? 0))
    .filter((endpoint) => endpoint !== null);
  return {
    tasks,
    agents,
    endpoints: new Map(endpoints.map((endpoint) => [endpoint.id, endpoint])),
    repositories: new Map(
      readRepositories(read, hubN).map(({ id, name, url, rank, paused }) => [
        id,
        { id, name, url, rank, paused: paused === 1 },
      ]),
    ),
    proposals: new Map(
      readOpenProposals(read, hubN).map(({ id, taskId, trackerId, itemId, status }) => [
        id,
        { id, taskId, link: { trackerId, itemId, statusWhenDone: status } },
      ]),
    ),
    tokens: new Map(
      readTokens(read, hubN)
        .filter((token) => token.revokedAt === null)
        .map(({ id, name, scope, agentId, sha256 }) => [id, { id, name, scope, agentId, sha256 }]),
    ),
    limits: readLimits(read, hubN),
    served: new Map(),
    pauses: new Map(),
    settings,
    lastRank: readHubSetting(read, hubN).lastRank,
  };
}

/** How the hub behaves; settings that this version can't read give way to the defaults. */
function hubSettings(read: Reader, hubN: number): FleetSettings {
  const { settings } = readHubSetting(read, hubN);
  const stored = settings === null ? null : fleetSettingsJson.read(settings);
  return stored?.ok === true ? stored.value : defaultFleetSettings;
}

/** A dead letter with its counters as they stood, as the task it would be if it were still in the queue. */
export function readDeadLetter(read: Reader, hubN: number, taskId: TaskId, at: Moment): OpenTask | null {
  const row = readTask(read, hubN, taskId);
  if (row?.status !== 'dead-letter') return null;
  return openTask(read, row, new Set(unmetDependenciesOf(read, hubN, row.seq)), hubSettings(read, hubN), at);
}

function openTask(
  read: Reader,
  row: TaskRecord,
  waitsFor: Set<TaskId>,
  settings: FleetSettings,
  at: Moment,
): OpenTask | null {
  const submitted = submittedEvent(read, row.seq);
  if (submitted === null) return null;
  const attempts = row.generation === 0 ? [] : readAttempts(read, row.seq);
  const running = row.status === 'assigned' || row.status === 'working' ? attempts.at(-1) : undefined;
  const counted = attempts.filter((one) => one !== running && one.generation > row.freshFrom);
  const avoided = counted.filter((one) => one.reason !== null && agentAvoidedAfter.has(one.reason));
  const currency = budgetOf(submitted, settings)?.money?.currency ?? null;
  const isAccepted = running !== undefined && running.acceptedAt !== null;
  return {
    id: row.id,
    spec: { ...submitted.spec, deadline: row.deadline },
    complexity: submitted.complexity,
    submitter: submitted.by,
    submittedAt: row.submittedAt,
    sample: row.sample === 1,
    status: row.status === 'assigned' || row.status === 'working' ? row.status : 'queued',
    lane: row.lane,
    rank: row.rank,
    generation: row.generation,
    failures: row.failures,
    reclaims: row.reclaims,
    notBefore: row.notBefore,
    notBeforeSteady: row.notBefore === null ? null : at.steady + Math.max(0, row.notBefore - at.wall),
    waitsFor,
    waitingSinceSteady: at.steady,
    agentId: running?.agentId ?? null,
    target:
      running === undefined ? null : (assignedEvent(read, running.assignedSeq)?.decision.target ?? null),
    assignedAt: running?.assignedAt ?? null,
    acceptedAt: running?.acceptedAt ?? null,
    assignedSteady: running === undefined ? null : at.steady,
    acceptedSteady: isAccepted ? at.steady : null,
    heardSteady: isAccepted ? at.steady : null,
    laterSteady: null,
    waitedSteady: 0,
    returnBySteady: null,
    blocked: running?.blocked ?? null,
    percent: running?.percent ?? null,
    note: running?.note ?? '',
    avoided: new Set(avoided.map((one) => one.agentId)),
    keptBy: attempts.reduce<AgentId | null>(
      (keeper, { reason, agentId }) => (reason === null ? keeper : keeperAfter(keeper, { reason, agentId })),
      null,
    ),
    spentBefore: counted.reduce((sum, one) => addSpent(sum, spentOf(one), currency), nothingSpent),
    spentNow: running === undefined ? nothingSpent : spentOf(running),
    unpricedBefore: counted.filter((one) => isCostUnknown(spentOf(one))).length,
    workedBeforeMs: counted.reduce((sum, one) => sum + one.workedMs, 0),
  };
}

function spentOf({ costMicros, currency, tokensIn, tokensOut }: AttemptRecord): Spent {
  return {
    cost: costMicros === null || currency === null ? null : { micros: costMicros, currency },
    tokensIn,
    tokensOut,
  };
}

function agentOf(row: AgentRecord, now: AgentStateRecord | undefined, at: Moment): Agent {
  const facts = row.facts === null ? null : agentFactsJson.read(row.facts);
  const connected = row.connected === 1;
  return {
    id: row.id,
    name: row.name,
    actorId: row.actorId,
    sample: row.sample === 1,
    addedAt: row.addedAt,
    state: now?.state ?? 'offline',
    since: now?.at ?? row.addedAt,
    facts: facts?.ok === true ? facts.value : null,
    taskId: null,
    generation: null,
    connected,
    connectedAt: row.connectedAt,
    disconnectReason: row.disconnectReason,
    heartbeatAt: connected ? row.connectedAt : null,
    heartbeatSteady: connected ? at.steady : null,
    resources: null,
    resourcesAt: null,
    cooldownUntilSteady: null,
    lastAssignedSteady: 0,
  };
}

function endpointOf(row: EndpointRecord, load: number): Endpoint | null {
  const spec = endpointSpecJson.read(row.spec);
  const models = modelNamesJson.read(row.models);
  if (!spec.ok) return null;
  const { id, health, note, checkedAt } = row;
  return {
    id,
    spec: spec.value,
    health,
    models: models.ok ? models.value : [],
    note,
    checkedAt,
    probedAt: checkedAt,
    load,
  };
}
