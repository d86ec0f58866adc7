import { z } from 'zod';

/** An event of the hub's log, in the few words the judge understands. */
const Event = z.looseObject({
  type: z.string(),
  taskId: z.string().nullish(),
  generation: z.number().optional(),
  agentId: z.string().nullish(),
  reason: z.string().optional(),
  next: z.string().optional(),
  sample: z.boolean().optional(),
  spec: z.looseObject({}).optional(),
  by: z.looseObject({ id: z.string() }).optional(),
  waitsFor: z.array(z.string()).optional(),
});
type Event = z.infer<typeof Event>;

type Ending = 'complete' | 'fail';

interface Story {
  lastGeneration: number;
  holder: { readonly agentId: string; readonly generation: number } | null;
  state: 'queued' | 'held' | 'completed' | 'dead-letter' | 'cancelled';
  readonly sample: boolean;
  /** How each generation ended, and for whom. */
  readonly ends: Map<number, { readonly agentId: string; readonly how: string }>;
}

/**
 * Judges tasks by the hub's log and by what agents were told, knowing nothing of how it was decided.
 *
 * A task is settled at most once in each of its generations, for the agent that held it in that one. It gets a further
 * generation only after the one before was given up: back into the queue by itself, or as a dead letter that somebody
 * requeued. Completed is its last word. Tasks alike, of one submitter and lane, are first given out in the order in which
 * they came.
 */
export interface SettlementJudge {
  look(event: unknown): void;
  /** An agent was given an attempt. */
  readonly assigned: (agentId: string, taskId: string, generation: number) => void;
  /** An agent's `complete` or `fail` was answered `settled`, perhaps again. */
  readonly settled: (agentId: string, taskId: string, generation: number, as: Ending) => void;
  /** What was wrong since the last time. What agents were told is compared with the log as it is now. */
  problems(): readonly string[];
  /** Of all tasks: those completed, and those of which agents were told an end in several generations. */
  readonly counts: () => {
    readonly tasks: number;
    readonly completed: number;
    readonly settledInSeveral: number;
  };
}

/** What each ending can have led to: without its verification a "complete" is a failure of it, over its budget one of that. */
const LEADS_TO: Readonly<Record<Ending, ReadonlySet<string>>> = {
  complete: new Set(['completed', 'verification', 'budget']),
  fail: new Set(['failed', 'verification', 'budget', 'undelivered']),
};
const OF_AN_ATTEMPT = /^task\.(?:accepted|verified|progressed|blocked|unblocked)$/u;

export function createSettlementJudge(): SettlementJudge {
  const stories = new Map<string, Story>();
  const offers = new Map<string, string>();
  const told: { agentId: string; taskId: string; generation: number; as: Ending }[] = [];
  const lines = new Map<string, string[]>();
  const lineOf = new Map<string, string>();
  let compared = 0;
  let found: string[] = [];
  const complain = (problem: string): void => void (found.length < 50 && found.push(problem));

  const leaveLine = (taskId: string): void => {
    const line = lines.get(lineOf.get(taskId) ?? '') ?? [];
    const at = line.indexOf(taskId);
    if (at >= 0) line.splice(at, 1);
  };
  const submit = (taskId: string, { spec = {}, by, sample = false, waitsFor = [] }: Event): void => {
    if (stories.has(taskId)) complain(`${taskId}: submitted twice`);
    stories.set(taskId, { lastGeneration: 0, holder: null, state: 'queued', sample, ends: new Map() });
    if (waitsFor.length > 0) return;
    const { description: _, metadata: __, ...alike } = spec;
    const key = JSON.stringify([by?.id, sample, alike]);
    const line = lines.get(key) ?? [];
    lines.set(key, line);
    line.push(taskId);
    lineOf.set(taskId, key);
  };
  const assign = (taskId: string, one: Story, agentId: string, generation: number): void => {
    if (one.state !== 'queued') complain(`${taskId}: assigned while it is ${one.state}`);
    if (generation !== one.lastGeneration + 1)
      complain(`${taskId}: generation ${generation} after ${one.lastGeneration}`);
    const line = lines.get(lineOf.get(taskId) ?? '') ?? [];
    if (line.indexOf(taskId) > 0)
      complain(`${taskId}: assigned before ${line[0]}, which waits in front of it`);
    leaveLine(taskId);
    Object.assign(one, { lastGeneration: generation, holder: { agentId, generation }, state: 'held' });
  };

  const look = (event: Event): void => {
    const { type, taskId, generation = 0, agentId, reason = '', next = '' } = event;
    if (type === 'sample.removed') {
      for (const [id, { sample }] of stories) {
        if (!sample) continue;
        leaveLine(id);
        stories.delete(id);
      }
    }
    if (typeof taskId !== 'string') return;
    if (type === 'task.submitted') return submit(taskId, event);
    const one = stories.get(taskId);
    if (one === undefined) return complain(`${taskId}: ${type} of a task nobody submitted`);
    const held = (): void => {
      if (one.holder?.generation !== generation || one.holder.agentId !== agentId)
        complain(`${taskId}: ${type} of attempt ${generation} by ${agentId}, which does not hold it`);
    };
    const settle = (how: string, state: Story['state']): void => {
      held();
      if (one.ends.has(generation)) complain(`${taskId}: settled twice in generation ${generation}`);
      one.ends.set(generation, { agentId: agentId ?? '', how });
      one.holder = null;
      one.state = state;
    };
    switch (type) {
      case 'task.assigned':
        return assign(taskId, one, agentId ?? '', generation);
      case 'task.completed':
        return settle('completed', 'completed');
      case 'attempt.ended':
        return settle(reason, next === 'queued' || next === 'dead-letter' ? next : 'cancelled');
      case 'task.ended':
        if (one.state !== 'queued' && one.state !== 'dead-letter')
          complain(`${taskId}: ended while it is ${one.state}`);
        leaveLine(taskId);
        one.state = reason === 'cancelled' ? 'cancelled' : 'dead-letter';
        return;
      case 'task.requeued':
        if (one.state !== 'dead-letter') complain(`${taskId}: requeued while it is ${one.state}`);
        leaveLine(taskId);
        one.state = 'queued';
        return;
      case 'task.ranked':
        return leaveLine(taskId);
      default:
        if (OF_AN_ATTEMPT.test(type)) held();
    }
  };

  return {
    look: (event) => look(Event.parse(event)),
    assigned(agentId, taskId, generation) {
      const key = `${taskId} ${generation}`;
      const other = offers.get(key) ?? agentId;
      if (other !== agentId)
        complain(`attempt ${generation} of ${taskId} was given to ${other} and to ${agentId}`);
      offers.set(key, agentId);
    },
    settled: (agentId, taskId, generation, as) => void told.push({ agentId, taskId, generation, as }),
    problems() {
      for (const { agentId, taskId, generation, as } of told.slice(compared)) {
        const one = stories.get(taskId);
        const end = one?.ends.get(generation);
        if (one !== undefined && (end?.agentId !== agentId || !LEADS_TO[as].has(end.how)))
          complain(
            `${taskId}: the "${as}" of attempt ${generation} was settled towards ${agentId}; the log has ${JSON.stringify(end)}`,
          );
      }
      compared = told.length;
      const now = found;
      found = [];
      return now;
    },
    counts() {
      const generations = new Map<string, Set<number>>();
      for (const { taskId, generation } of told)
        generations.set(taskId, (generations.get(taskId) ?? new Set()).add(generation));
      return {
        tasks: stories.size,
        completed: [...stories.values()].filter(({ state }) => state === 'completed').length,
        settledInSeveral: [...generations.values()].filter(({ size }) => size > 1).length,
      };
    },
  };
}
