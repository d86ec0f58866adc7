import type { Moment } from '../../../kernel/clock.ts';
import { moved } from '../attempts/moves.ts';
import type { FleetEvent } from '../events.ts';
import { servedWeight, submitterKey } from '../fair-share.ts';
import type { FleetState, OpenTask, Repository } from '../state.ts';
import { Lane } from '../tasks/task.ts';
import { isReady } from './agent-score.ts';
import { isAhead } from './due-times.ts';
import { findPlacement, type Placement } from './placement.ts';
import { repositoryFor } from './repository-for.ts';
import { type FleetSurvey, surveyFleet } from './survey.ts';

interface Waiting {
  readonly task: OpenTask;
  readonly repository: Repository | null;
}

/** A submitter's turn in a lane: its tasks in order, and where it has got to. */
interface Turn {
  readonly key: string;
  readonly waiting: readonly Waiting[];
  next: number;
  weight: number;
}

/**
 * Assigns free agents to waiting tasks: lane by lane; within a lane to the submitter served least recently; among its
 * tasks by the order of repositories, then by rank. A task that nobody free can take is passed over. The same state
 * and moment give the same plan.
 */
export function plan(state: FleetState, at: Moment): readonly FleetEvent[] {
  if (!anyReady(state, at)) return [];
  const survey = surveyFleet(state, at);
  const lanes = waitingByLane(state, at);
  const events: FleetEvent[] = [];
  const weights = new Map<string, number>();
  for (const lane of Lane.options) {
    if (survey.free === 0) break;
    serveLane(survey, lanes.get(lane) ?? [], weights, (task, { agent, endpoint, decision }) => {
      survey.take(agent, endpoint);
      const { id: agentId } = agent;
      const generation = task.generation + 1;
      events.push(
        { type: 'task.assigned', at: at.wall, taskId: task.id, generation, agentId, decision },
        moved(agent, 'idle', 'assigned', 'assigned', task.id, at),
      );
    });
  }
  return events;
}

function anyReady(state: FleetState, at: Moment): boolean {
  for (const agent of state.agents.values()) if (isReady(agent, at)) return true;
  return false;
}

/** Ready to run: only an agent is missing. */
export function isEligible(task: OpenTask, at: Moment): boolean {
  return task.status === 'queued' && task.waitsFor.size === 0 && !isAhead(task.notBeforeSteady, at);
}

function waitingByLane(state: FleetState, at: Moment): ReadonlyMap<Lane, Waiting[]> {
  const lanes = new Map<Lane, Waiting[]>();
  const inherited = repositoryFor(state, { repositoryId: null });
  for (const task of state.tasks.values()) {
    if (!isEligible(task, at)) continue;
    const repository = task.spec.repositoryId === null ? inherited : repositoryFor(state, task.spec);
    if (repository === 'waits') continue;
    const lane = lanes.get(task.lane);
    if (lane === undefined) lanes.set(task.lane, [{ task, repository }]);
    else lane.push({ task, repository });
  }
  return lanes;
}

function serveLane(
  survey: FleetSurvey,
  waiting: readonly Waiting[],
  weights: Map<string, number>,
  assign: (task: OpenTask, placement: Placement) => void,
): void {
  const turns = turnsOf(survey, waiting, weights);
  for (let turn = turns.shift(); turn !== undefined && survey.free > 0; turn = turns.shift()) {
    const placement = placeNext(survey, turn);
    if (placement === null) continue;
    assign(...placement);
    turn.weight += 1;
    weights.set(turn.key, turn.weight);
    turns.splice(insertAt(turns, turn), 0, turn);
  }
}

/** The first of its tasks from where it stands that somebody free can take. */
function placeNext(survey: FleetSurvey, turn: Turn): [OpenTask, Placement] | null {
  while (turn.next < turn.waiting.length) {
    const one = turn.waiting[turn.next];
    turn.next += 1;
    if (one === undefined) continue;
    const placement = findPlacement(survey, one.task, one.repository);
    if (placement !== null) return [one.task, placement];
  }
  return null;
}

function turnsOf(
  survey: FleetSurvey,
  waiting: readonly Waiting[],
  weights: ReadonlyMap<string, number>,
): Turn[] {
  const bySubmitter = new Map<string, Waiting[]>();
  for (const one of waiting) {
    const key = submitterKey(one.task.submitter);
    const own = bySubmitter.get(key);
    if (own === undefined) bySubmitter.set(key, [one]);
    else own.push(one);
  }
  return [...bySubmitter]
    .map(([key, own]) => ({
      key,
      waiting: own.toSorted(byRepositoryAndRank),
      next: 0,
      weight: weights.get(key) ?? servedWeight(survey.state.served, key, survey.at),
    }))
    .toSorted(byTurn);
}

function byRepositoryAndRank(a: Waiting, b: Waiting): number {
  return (
    (a.repository?.rank ?? 0) - (b.repository?.rank ?? 0) ||
    a.task.rank - b.task.rank ||
    (a.task.id < b.task.id ? -1 : Number(a.task.id > b.task.id))
  );
}

/** Served least recently; among equals, whose next task came first. */
function byTurn(a: Turn, b: Turn): number {
  return a.weight - b.weight || nextRank(a) - nextRank(b) || (a.key < b.key ? -1 : Number(a.key > b.key));
}

/** A turn without further tasks comes last: it ends as soon as it is reached. */
const nextRank = (turn: Turn): number => turn.waiting[turn.next]?.task.rank ?? Number.MAX_VALUE;

/** Where the turn belongs in the ordered turns, by halving. */
function insertAt(turns: readonly Turn[], turn: Turn): number {
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = turns[middle];
    if (one !== undefined && byTurn(one, turn) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
