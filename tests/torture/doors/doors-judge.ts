import Database from 'better-sqlite3';
import { z } from 'zod';

/**
 * The judge: reads the hub's log and what agents were told on the wire, and nothing else. Shares no code with the hub.
 *
 * A task may be settled once in each of its generations, by the agent that held it in that one. It is settled in a further
 * generation only after it was given up in the one before: back into the queue by itself, or as a dead letter that somebody
 * requeued. Completed is its last word.
 */
const Logged = z.object({
  d: z.looseObject({
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
  }),
});

/** What agents were told, to be compared with the log. */
export interface Heard {
  assigned(agentId: string, taskId: string, generation: number): void;
  /** `as` is the frame that was answered `settled`. */
  settled(agentId: string, taskId: string, generation: number, as: 'complete' | 'fail'): void;
  /** A token that must never be let in again. */
  replaced(token: string): void;
  readonly oldTokens: readonly string[];
}

export interface DoorsJudge {
  readonly heard: Heard;
  /** Reads on in the log, and says what is wrong by now. */
  judge(database: string): readonly string[];
  /** Tasks in the log, and those of them whose end somebody was told in several generations. */
  counts(): { readonly tasks: number; readonly completed: number; readonly settledInSeveral: number };
}

interface Story {
  lastGeneration: number;
  holder: { readonly agentId: string; readonly generation: number } | null;
  state: 'queued' | 'held' | 'completed' | 'dead-letter' | 'cancelled';
  /** By generation. */
  readonly ends: Map<number, { readonly agentId: string; readonly how: string }>;
}

export function createDoorsJudge(): DoorsJudge {
  const stories = new Map<string, Story>();
  const connected = new Set<string>();
  const offers = new Map<string, string>();
  const ends: { agentId: string; taskId: string; generation: number; as: 'complete' | 'fail' }[] = [];
  const oldTokens: string[] = [];
  const lines = new Map<string, string[]>();
  const lineOf = new Map<string, string>();
  let seq = 0;
  let judgedEnds = 0;
  let problems: string[] = [];
  const complain = (problem: string): void => void (problems.length < 50 && problems.push(problem));

  const story = (taskId: string): Story => {
    const known = stories.get(taskId);
    if (known !== undefined) return known;
    complain(`${taskId}: something happened to a task nobody submitted`);
    const made: Story = { lastGeneration: 0, holder: null, state: 'queued', ends: new Map() };
    stories.set(taskId, made);
    return made;
  };
  const leaveLine = (taskId: string): void => {
    const line = lines.get(lineOf.get(taskId) ?? '') ?? [];
    const at = line.indexOf(taskId);
    if (at >= 0) line.splice(at, 1);
  };

  const look = (event: z.infer<typeof Logged>['d']): void => {
    const { type, taskId, generation = 0, agentId, reason = '', next = '' } = event;
    if (type === 'agent.connected' || type === 'agent.disconnected' || type === 'agent.removed') {
      const id = agentId ?? '';
      if (type === 'agent.connected' && connected.has(id)) complain(`${id} was let in twice at once`);
      if (type === 'agent.connected') connected.add(id);
      else connected.delete(id);
    }
    if (typeof taskId !== 'string') return;
    if (type === 'task.submitted') {
      if (stories.has(taskId)) complain(`${taskId}: submitted twice`);
      stories.set(taskId, { lastGeneration: 0, holder: null, state: 'queued', ends: new Map() });
      const { description: _, metadata: __, ...spec } = event.spec ?? {};
      const key = JSON.stringify([event.by?.id, event.sample, spec]);
      if ((event.waitsFor ?? []).length > 0) return;
      lines.set(key, [...(lines.get(key) ?? []), taskId]);
      lineOf.set(taskId, key);
      return;
    }
    if (
      !/^(?:task\.(?:assigned|completed|ended|requeued|ranked|accepted|verified|progressed|blocked|unblocked)|attempt\.ended)$/u.test(
        type,
      )
    )
      return;
    const one = story(taskId);
    const end = (how: string, state: Story['state']): void => {
      if (one.holder?.generation !== generation || one.holder.agentId !== agentId)
        complain(`${taskId}: ${type} of attempt ${generation} by ${agentId}, which does not hold it`);
      if (one.ends.has(generation)) complain(`${taskId}: settled twice in generation ${generation}`);
      one.ends.set(generation, { agentId: agentId ?? '', how });
      one.holder = null;
      one.state = state;
    };
    switch (type) {
      case 'task.assigned': {
        if (one.state !== 'queued') complain(`${taskId}: assigned while it is ${one.state}`);
        if (generation !== one.lastGeneration + 1)
          complain(`${taskId}: generation ${generation} after ${one.lastGeneration}`);
        const line = lines.get(lineOf.get(taskId) ?? '') ?? [];
        if (line.indexOf(taskId) > 0)
          complain(`${taskId}: assigned before ${line[0]}, which waits in front of it`);
        leaveLine(taskId);
        one.lastGeneration = generation;
        one.holder = { agentId: agentId ?? '', generation };
        one.state = 'held';
        return;
      }
      case 'task.completed':
        return end('completed', 'completed');
      case 'attempt.ended':
        return end(reason, next === 'queued' || next === 'dead-letter' ? next : 'cancelled');
      case 'task.ended':
        if (one.holder !== null) complain(`${taskId}: ended while ${one.holder.agentId} holds it`);
        if (one.state !== 'queued' && one.state !== 'dead-letter')
          complain(`${taskId}: ended after ${one.state}`);
        leaveLine(taskId);
        one.state = reason === 'cancelled' ? 'cancelled' : 'dead-letter';
        return;
      case 'task.requeued':
        if (one.state !== 'dead-letter') complain(`${taskId}: requeued while it is ${one.state}`);
        leaveLine(taskId);
        one.state = 'queued';
        return;
      case 'task.ranked':
        leaveLine(taskId);
        return;
      default:
        if (one.holder?.generation !== generation || one.holder.agentId !== agentId)
          complain(`${taskId}: ${type} of attempt ${generation} by ${agentId}, which does not hold it`);
    }
  };

  /** An end that an agent was told is settled stands in the log as that attempt's, told by that agent. */
  const compare = (): void => {
    for (const { agentId, taskId, generation, as } of ends.slice(judgedEnds)) {
      const end = stories.get(taskId)?.ends.get(generation);
      const fits = as === 'fail' ? end?.how !== 'completed' : FROM_COMPLETE.has(end?.how ?? '');
      if (end === undefined || end.agentId !== agentId || !fits)
        complain(
          `${taskId}: "${as}" of attempt ${generation} was settled towards ${agentId}; the log has ${JSON.stringify(end)}`,
        );
    }
    judgedEnds = ends.length;
  };

  return {
    heard: {
      oldTokens,
      assigned(agentId, taskId, generation) {
        const key = `${taskId} ${generation}`;
        const other = offers.get(key);
        if (other !== undefined && other !== agentId)
          complain(`attempt ${generation} of ${taskId} was given to ${other} and to ${agentId}`);
        offers.set(key, agentId);
      },
      settled: (agentId, taskId, generation, as) => void ends.push({ agentId, taskId, generation, as }),
      replaced(token) {
        oldTokens.push(token);
        if (oldTokens.length > 500) oldTokens.shift();
      },
    },
    judge(database) {
      const db = new Database(database, { readonly: true });
      const rows = z
        .array(z.object({ seq: z.number(), payload: z.string() }))
        .parse(
          db
            .prepare("SELECT seq, payload FROM event WHERE source GLOB 'hub:*' AND seq > ? ORDER BY seq")
            .all(seq),
        );
      db.close();
      for (const { payload } of rows) look(Logged.parse(JSON.parse(payload)).d);
      seq = rows.at(-1)?.seq ?? seq;
      compare();
      const found = problems;
      problems = [];
      return found;
    },
    counts() {
      const told = new Map<string, Set<number>>();
      for (const { taskId, generation } of ends)
        told.set(taskId, (told.get(taskId) ?? new Set()).add(generation));
      return {
        tasks: stories.size,
        completed: [...stories.values()].filter(({ state }) => state === 'completed').length,
        settledInSeveral: [...told.values()].filter((generations) => generations.size > 1).length,
      };
    },
  };
}

/** What a "complete" can lead to: without its verification it is a failure of it, over its budget one of that. */
const FROM_COMPLETE: ReadonlySet<string> = new Set(['completed', 'verification', 'budget']);
