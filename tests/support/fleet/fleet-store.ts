import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Moment, Timekeeper } from '../../../core/kernel/clock.ts';
import { openWorkspaceDatabase } from '../../../db/open.ts';
import { createFleetStore } from '../../../db/usecases/fleet/fleet-store.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import { testHub } from './test-hub.ts';

/** Both clocks stand still until a test moves them. */
export interface TestTime extends Timekeeper {
  pass(milliseconds: number): void;
  /** The time of day jumps; what is steady stays. */
  jump(milliseconds: number): void;
}

export function testTime(): TestTime {
  let now: Moment = { wall: 1_790_000_000_000, steady: 1000 };
  return {
    moment: () => now,
    pass: (milliseconds) => {
      now = { wall: now.wall + milliseconds, steady: now.steady + milliseconds };
    },
    jump: (milliseconds) => {
      now = { ...now, wall: now.wall + milliseconds };
    },
  };
}

export function openFleetDb(folder: string, time: Timekeeper): WorkspaceDb {
  const opened = openWorkspaceDatabase({
    file: join(folder, 'quarterdeck.db'),
    clock: { now: () => time.moment().wall },
    entropy: { bytes: (count) => new Uint8Array(randomBytes(count)) },
    appVersion: '0.0.0-test',
  });
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

export const openFleetStore = (folder: string, time: Timekeeper) =>
  createFleetStore(openFleetDb(folder, time), testHub);
