import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { ActorId } from '../../../core/kernel/ids.ts';
import type { Result } from '../../../core/kernel/result.ts';
import { type OpenOptions, openWorkspaceDatabase } from '../../../db/open.ts';
import { createWorkspace } from '../../../db/usecases/workspace.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';

export interface TestWorkspace {
  readonly db: WorkspaceDb;
  readonly file: string;
  readonly folder: string;
  readonly actorId: ActorId;
  readonly clock: TestClock;
  /** Closes as a kill would leave it for the next start, and opens again. */
  reopen(): WorkspaceDb;
}

export interface TestClock {
  now(): number;
  set(at: number): void;
  pass(milliseconds: number): void;
}

const START = Date.UTC(2026, 10, 20, 9, 0, 0);
const opened: { readonly folder: string; readonly close: () => void }[] = [];

afterEach(() => {
  for (const { folder, close } of opened.splice(0)) {
    close();
    rmSync(folder, { recursive: true, force: true });
  }
});

export function testClock(start: number = START): TestClock {
  let at = start;
  return {
    now: () => at,
    set: (to) => {
      at = to;
    },
    pass: (milliseconds) => {
      at += milliseconds;
    },
  };
}

/** Different bytes at every call, the same in every run. */
export function testEntropy(seed = 1): { bytes(count: number): Uint8Array } {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
  return { bytes: (count) => Uint8Array.from({ length: count }, next) };
}

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-db-'));
  opened.push({ folder, close: () => undefined });
  return folder;
}

export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

export type FeedErrors = Pick<OpenOptions, 'onFeedError'>;

export function openTestDatabase(
  file: string,
  clock: TestClock,
  seed = 1,
  errors: FeedErrors = {},
): WorkspaceDb {
  const db = must(
    openWorkspaceDatabase({ file, clock, entropy: testEntropy(seed), appVersion: '0.1.0', ...errors }),
  );
  opened.push({ folder: file, close: () => db.close() });
  return db;
}

export function testWorkspace(errors: FeedErrors = {}): TestWorkspace {
  const folder = tempFolder();
  const file = join(folder, 'workspace.sqlite');
  const clock = testClock();
  let seed = 1;
  let db = openTestDatabase(file, clock, seed, errors);
  const { actorId } = must(
    createWorkspace(db, {
      name: 'Test',
      sample: false,
      deviceName: 'desk',
      actor: { name: 'Ada', kind: 'person', publicKey: 'PEM', fingerprint: 'FP', unlock: 'system' },
      sign: () => 'signed',
    }),
  );
  return {
    get db() {
      return db;
    },
    file,
    folder,
    actorId,
    clock,
    reopen: () => {
      db.close();
      seed += 1;
      db = openTestDatabase(file, clock, seed, errors);
      return db;
    },
  };
}
