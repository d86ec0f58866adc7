import type { TaskId } from '../../../kernel/ids.ts';
import type { FleetFacts } from '../fleet-view.ts';
import type { OpenTask } from '../state.ts';
import { taskTitle } from '../tasks/task-title.ts';
import type { WaitReason } from '../tasks/wait-reason.ts';

type Tasks = FleetFacts['tasks'];

/** Dependencies told one by one; more are counted. */
const maxShown = 5;
/** Tasks visited along a chain, so that one answer stays cheap in a fleet of long chains. */
const maxVisited = 1_000;

const advice = 'Requeue that one if it is a dead letter, or cancel this.';

/** What a task is called that has ended, which the state does not hold; null when that is not known. */
export type TitleOf = (id: TaskId) => string | null;

/** The tasks it waits for, those first that can never end by themselves. */
export function dependencyReasons(tasks: Tasks, task: OpenTask, titleOf: TitleOf): WaitReason[] {
  const ids = [...task.waitsFor];
  const reasons = ids.map((id) => dependencyReason(tasks, id, titleOf));
  const hopeless = reasons.filter(({ code }) => code === 'dependency-ended');
  const open = reasons.filter(({ code }) => code === 'dependency');
  const more = ids.length - maxShown;
  if (more <= 0) return [...hopeless, ...open];
  const counted: WaitReason = {
    code: 'dependency',
    text: `It waits for ${more} more ${more === 1 ? 'task' : 'tasks'}.`,
  };
  return [...[...hopeless, ...open].slice(0, maxShown), counted];
}

function dependencyReason(tasks: Tasks, id: TaskId, titleOf: TitleOf): WaitReason {
  const named = (ended: TaskId): string => {
    const title = titleOf(ended);
    return title === null ? ended : `“${title}” (${ended})`;
  };
  const open = tasks.get(id);
  if (open === undefined)
    return {
      code: 'dependency-ended',
      text: `It depends on ${named(id)}, which was given up or cancelled. ${advice}`,
    };
  const name = `“${taskTitle(open.spec.description)}”`;
  const gone = firstGone(tasks, open);
  return gone === null
    ? { code: 'dependency', text: `It waits for ${name}, which is ${open.status}.` }
    : {
        code: 'dependency-ended',
        text: `It waits for ${name}, which can’t begin, because ${named(gone)} was given up or cancelled. ${advice}`,
      };
}

/** Of everything a task waits for, however far away, the nearest that was given up or cancelled. */
function firstGone(tasks: Tasks, task: OpenTask): TaskId | null {
  const visited = new Set<TaskId>(task.waitsFor);
  for (const id of visited) {
    const open = tasks.get(id);
    if (open === undefined) return id;
    if (visited.size >= maxVisited) continue;
    for (const next of open.waitsFor) visited.add(next);
  }
  return null;
}
