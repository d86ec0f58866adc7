import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';

/**
 * The judge: reads the hub's event log and what agents and submitter wrote down themselves, and nothing else. Shares no
 * code with the hub.
 */
const Logged = z.object({
  d: z.looseObject({
    type: z.string(),
    taskId: z.string().nullish(),
    generation: z.number().optional(),
    agentId: z.string().nullish(),
    reason: z.string().optional(),
    next: z.string().optional(),
  }),
});
const Said = z.looseObject({
  submitted: z.string().optional(),
  key: z.string().optional(),
  kind: z.string().optional(),
  agent: z.string().optional(),
  settled: z.string().optional(),
  generation: z.number().optional(),
  ending: z.looseObject({ t: z.string() }).optional(),
  tells: z.string().nullable().optional(),
  taskId: z.string().optional(),
  problem: z.string().optional(),
});

interface Story {
  kind: string;
  submitted: number;
  completed: number;
  lastGeneration: number;
  /** Generation that runs, with its agent. */
  running: { readonly generation: number; readonly agent: string } | null;
  readonly endings: string[];
  final: string | null;
  readonly completedBy: string[];
}

/** What was wrong, a sentence each; and how much was looked at. */
export function checkLogs(database: string, ledger: string) {
  const problems: string[] = [];
  const stories = new Map<string, Story>();
  const story = (taskId: string): Story => {
    const known = stories.get(taskId) ?? {
      kind: '',
      submitted: 0,
      completed: 0,
      lastGeneration: 0,
      running: null,
      endings: [],
      final: null,
      completedBy: [],
    };
    stories.set(taskId, known);
    return known;
  };
  const complain = (text: string): void => void (problems.length < 50 && problems.push(text));

  const db = new Database(database, { readonly: true });
  const rows = z
    .array(z.object({ payload: z.string() }))
    .parse(db.prepare("SELECT payload FROM event WHERE source GLOB 'hub:*' ORDER BY seq").all());
  db.close();
  for (const { payload } of rows) {
    const {
      type,
      taskId,
      generation = 0,
      agentId,
      reason = '',
      next = '',
    } = Logged.parse(JSON.parse(payload)).d;
    if (typeof taskId !== 'string') continue;
    const one = story(taskId);
    if (one.final !== null && /^(task\.(assigned|accepted|completed|verified)|attempt\.ended)$/.test(type))
      complain(`${taskId}: ${type} after it was ${one.final}`);
    switch (type) {
      case 'task.submitted':
        one.submitted += 1;
        break;
      case 'task.assigned':
        if (one.running !== null) complain(`${taskId}: assigned to a second agent while one holds it`);
        if (generation !== one.lastGeneration + 1)
          complain(`${taskId}: generation ${generation} after ${one.lastGeneration}`);
        one.lastGeneration = generation;
        one.running = { generation, agent: agentId ?? '' };
        break;
      case 'task.completed':
        if (one.running?.generation !== generation || one.running.agent !== agentId)
          complain(`${taskId}: completed by an attempt that does not hold it`);
        one.running = null;
        one.completed += 1;
        one.completedBy.push(`${agentId} ${generation}`);
        one.final = 'completed';
        break;
      case 'attempt.ended':
        if (one.running?.generation !== generation)
          complain(`${taskId}: attempt ${generation} ended and was not running`);
        one.running = null;
        one.endings.push(reason);
        if (next !== 'queued') one.final = next;
        break;
      case 'task.ended':
        one.final = 'ended';
        break;
      default:
    }
  }

  const keys = new Map<string, string>();
  const told = new Set<string>();
  let settled = 0;
  for (const line of readFileSync(ledger, 'utf8').split('\n')) {
    if (line === '') continue;
    const said = Said.parse(JSON.parse(line));
    if (said.problem !== undefined) complain(`${said.agent ?? ''}: ${said.problem}`);
    if (said.submitted !== undefined) {
      const before = keys.get(said.key ?? '');
      if (before !== undefined && before !== said.submitted) complain(`key ${said.key} gave two tasks`);
      keys.set(said.key ?? '', said.submitted);
      story(said.submitted).kind = said.kind ?? '';
      if (story(said.submitted).submitted !== 1)
        complain(
          `${said.submitted}: acknowledged, and submitted ${story(said.submitted).submitted} times in the log`,
        );
    }
    if (said.tells === 'complete') told.add(`${said.agent} ${said.generation} ${said.taskId}`);
    if (said.settled !== undefined && said.ending?.t === 'complete') {
      settled += 1;
      if (!story(said.settled).completedBy.includes(`${said.agent} ${said.generation}`))
        complain(`${said.settled}: settled towards ${said.agent}, and not completed by it in the log`);
    }
  }

  const counts = { completed: 0, deadLetters: 0 };
  for (const [taskId, one] of stories) {
    if (one.completed > 1) complain(`${taskId}: completed ${one.completed} times`);
    for (const by of one.completedBy)
      if (!told.has(`${by} ${taskId}`)) complain(`${taskId}: completed without its agent saying so`);
    if (one.final === null) complain(`${taskId}: neither done nor given up (${one.kind})`);
    if (one.final === 'completed') counts.completed += 1;
    if (one.final === 'dead-letter') counts.deadLetters += 1;
    const failures = one.endings.filter((reason) => reason === 'failed').length;
    if ((one.kind === 'good' || one.kind === 'flaky') && one.final !== 'completed')
      complain(`${taskId}: ${one.kind}, but ${one.final} (${one.endings.join(', ')})`);
    if (one.kind === 'hopeless' && (one.final !== 'dead-letter' || failures !== 2))
      complain(`${taskId}: hopeless with one retry, but ${one.final} after ${failures} failures`);
    if (one.kind === 'greedy' && (one.final !== 'dead-letter' || one.endings.at(-1) !== 'budget'))
      complain(`${taskId}: over its budget, but ${one.final} (${one.endings.join(', ')})`);
  }
  return { problems, tasks: stories.size, keys: keys.size, settled, events: rows.length, ...counts };
}
