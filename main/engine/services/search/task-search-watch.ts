import type { Changes } from '../../../../db/changes.ts';
import { indexNewTasks } from '../../../../db/usecases/fleet/task-search.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { yieldToEventLoop } from '../in-steps.ts';

/** How long a new task may be missing from searches; all that come meanwhile are indexed together. */
const WAIT_MS = 250;

interface TaskSearchWatch {
  follow(changes: Changes): void;
  /** Resolves when every task is found by its words. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Makes new tasks findable shortly after they were taken in. What a closed engine leaves is done at its next start. */
export function createTaskSearchWatch(deps: Pick<EngineDeps, 'db' | 'log'>): TaskSearchWatch {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;

  function start(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    again = false;
    running = work()
      .catch((error: unknown) => deps.log.error('New tasks could not be made findable.', error))
      .then(() => {
        running = null;
        if (again) schedule();
        return undefined;
      });
    return running;
  }

  function schedule(): void {
    if (closed) return;
    if (running !== null) again = true;
    else timer ??= setTimeout(() => void start(), WAIT_MS);
  }

  async function work(): Promise<void> {
    for (;;) {
      if (closed) return;
      const step = indexNewTasks(deps.db);
      if (!step.ok) return deps.log.warn(step.error.message, step.error.facts);
      if (step.value.done) return;
      await yieldToEventLoop();
    }
  }

  return {
    follow(changes) {
      if (changes.areas.has('tasks')) schedule();
    },
    async settled() {
      for (let work = pending(); work !== null; work = pending()) await work;
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running;
    },
  };

  function pending(): Promise<void> | null {
    return running ?? (timer === null ? null : start());
  }
}
