import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CheckedFile } from './check-thread.ts';

/** Checks files on all processors; `checked` is told in the order of `paths`, each as soon as those before it are. */
export async function checkInThreads(
  paths: readonly string[],
  checked: (file: CheckedFile) => void,
): Promise<void> {
  const results: (CheckedFile | undefined)[] = paths.map(() => undefined);
  let next = 0;
  let reported = 0;
  const threads: Worker[] = [];

  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const thread = new Worker(new URL('./check-thread.ts', import.meta.url));
      threads.push(thread);
      let current = 0;
      const give = (): void => {
        const path = paths[next];
        if (path === undefined) return resolve();
        current = next;
        next += 1;
        thread.postMessage(path);
      };
      thread.on('message', (file: CheckedFile) => {
        results[current] = file;
        for (let done = results[reported]; done !== undefined; done = results[reported]) {
          checked(done);
          reported += 1;
        }
        give();
      });
      thread.on('error', reject);
      give();
    });

  try {
    await Promise.all(Array.from({ length: Math.min(availableParallelism(), paths.length) }, work));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
