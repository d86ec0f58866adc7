import type { ChildProcess } from 'node:child_process';
import type { Page } from '@playwright/test';
import type { ElectronParts } from './double/parts.ts';

/** A running desktop shell, on Electron's own runtime or on the double. */
export interface DesktopApp {
  readonly process: ChildProcess;
  firstWindow(): Promise<Page>;
  windows(): Promise<readonly Page[]>;
  /** The page's address as the app knows it. */
  addressOf(page: Page): string;
  /** Runs `work` in the main process. It is sent as text: it sees its arguments and nothing of the test. */
  evaluate<Given>(work: (electron: ElectronParts, given: Given) => unknown, given: Given): Promise<unknown>;
  /** Resolves with the exit code when its process is gone. */
  readonly ended: Promise<number | null>;
  /** With which options it asked to be started again when it ended; on Electron itself nobody tells. */
  relaunches(): readonly unknown[];
  /** Ends it, by force where it does not end by itself. */
  close(): Promise<void>;
}

export interface DesktopStart {
  /** Home, user data and temporary files of this app. */
  readonly folder: string;
  readonly args: readonly string[];
  /** Another main file than the one that was built in this checkout; for the double. */
  readonly main?: string;
}
