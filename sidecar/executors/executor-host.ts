import type { Entropy, Timekeeper } from '../../core/kernel/clock.ts';
import type { SidecarSettings } from '../config-schema.ts';

/** The host as executors see it. */
export interface ExecutorHost {
  readonly settings: SidecarSettings;
  /** Folder of the agent: relative paths of key files count from it. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timekeeper: Timekeeper;
  readonly entropy: Entropy;
}
