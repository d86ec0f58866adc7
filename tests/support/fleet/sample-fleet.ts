import { z } from 'zod';
import type { App } from '../web/app.ts';

const Submitted = z.object({ taskId: z.string() });

/** Starts the sample's three real sidecars; they begin at once. */
export async function startSampleFleet(app: App): Promise<void> {
  await app.command('hub', 'demo');
}

/** A task no agent can take: it waits where it was put. Its id. */
export async function queueTask(app: App, title: string, ...options: readonly string[]): Promise<string> {
  const answer = await app.command('task', 'add', title, '--capability', 'nobody-can', ...options);
  return Submitted.parse(answer).taskId;
}
