import type { TestContext } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** Why the test was left out; the closing summary of `npm test` names it. */
    notRun?: string;
  }
}

/** Leaves the running test out, named with its reason in the summary: counted as not run, never as passed. */
export function notRun(context: TestContext, reason: string): never {
  context.task.meta.notRun = reason;
  context.skip(reason);
}

/** For a test of what only Linux has. */
export function onLinux(context: TestContext): void {
  if (process.platform !== 'linux') notRun(context, 'Linux only');
}

/** For a test that speaks to the shell, or reads file modes and signals as Unix has them. */
export function onUnix(context: TestContext): void {
  if (process.platform === 'win32') notRun(context, 'not on Windows');
}
