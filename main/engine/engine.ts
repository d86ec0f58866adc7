import type { Handlers } from './handlers.ts';
import type { Log } from './log/log.ts';
import type { TopicBus } from './topics.ts';

export type { CrashPoint, EngineOptions, Shell } from './options.ts';

/** A running engine over one workspace folder. Its owner must hold the workspace's lock. */
export interface Engine {
  readonly handlers: Handlers;
  readonly topics: TopicBus;
  readonly log: Log;
  /** Finishes writes in flight, stops watchers and jobs, checkpoints and closes the database. */
  close(): Promise<void>;
}
