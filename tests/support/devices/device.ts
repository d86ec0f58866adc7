import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { seeded } from '../../../bench/random.ts';
import type { ActorId, TrackerId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { openWorkspaceDatabase } from '../../../db/open.ts';
import { createReaderPool } from '../../../db/readers/pool.ts';
import { addTracker } from '../../../db/usecases/trackers.ts';
import { createWorkspace } from '../../../db/usecases/workspace.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import { createTouchedFiles } from '../../../main/engine/files/touched-files.ts';
import { createMetricRegistry } from '../../../main/engine/metrics/metric-registry.ts';
import type { EngineDeps } from '../../../main/engine/services/engine-deps.ts';
import { createJobRegistry } from '../../../main/engine/services/jobs/job-registry.ts';
import { createKeyedQueue } from '../../../main/engine/services/keyed-queue.ts';
import { createSignoffCells } from '../../../main/engine/services/readiness/signoffs/settle-cells.ts';
import { createTopicBus } from '../../../main/engine/topics.ts';
import { createGit } from '../../../node/git/git.ts';
import { createMemorySecrets } from '../memory-secrets.ts';
import { memoryLog } from '../web/fake-wire.ts';
import { type MemoryFiles, memoryFiles } from './memory-files.ts';

/** One device of a workspace: the real services over a database of its own, and a disk that is only in memory. */
export interface Device {
  readonly name: string;
  readonly db: WorkspaceDb;
  readonly deps: EngineDeps;
  readonly files: MemoryFiles;
  readonly actorId: ActorId;
  pass(milliseconds: number): void;
}

export interface Devices {
  readonly all: readonly [Device, ...Device[]];
  readonly close: () => void;
}

const START = Date.UTC(2026, 10, 20, 9, 0, 0);

/** Devices of one workspace. What the first one does in `begin`, all of them have from the start. */
export function openDevices(
  seed: number,
  names: readonly [string, ...string[]],
  begin: (first: Device) => void,
): Devices {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-devices-'));
  const [first, ...more] = names;
  const file = (name: string) => join(folder, `${name}.db`);
  const one = openDevice(seed, first, file(first), null);
  begin(one);
  const others = more.map((name, index) => {
    must(one.db.copyTo(file(name)));
    const copy = new Database(file(name));
    copy.prepare('UPDATE workspace SET device_id = ?').run(`de_${name}`);
    copy.close();
    return openDevice(seed + index + 1, name, file(name), one.actorId);
  });
  const all: readonly [Device, ...Device[]] = [one, ...others];
  return {
    all,
    close() {
      for (const { db } of all) db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function openDevice(seed: number, name: string, file: string, joined: ActorId | null): Device {
  // Clocks of devices differ a little.
  let now = START + (seed % 7) * 311;
  const clock = { now: () => now };
  const random = seeded(seed * 7919 + 1);
  const entropy = { bytes: (count: number) => Uint8Array.from({ length: count }, () => random.below(256)) };
  const db = must(openWorkspaceDatabase({ file, clock, entropy, appVersion: '0.0.0-test' }));
  const actorId = joined ?? startWorkspace(db, name);
  const files = memoryFiles(clock.now);
  const topics = createTopicBus((error) => {
    throw error;
  });
  const log = memoryLog();
  const timekeeper = { moment: () => ({ wall: now, steady: now }) };
  const outsideTimes = { still: 0, shrunk: 0, atLatest: 0, offer: 30_000, keep: 0 };
  const deps: EngineDeps = {
    db,
    timekeeper,
    clock,
    entropy,
    log,
    topics,
    metrics: createMetricRegistry(log),
    files,
    secrets: createMemorySecrets(),
    deviceKeys: null,
    jobs: createJobRegistry(clock, entropy, topics),
    heavyReads: createReaderPool({ file }),
    git: createGit({ environment: process.env, author: null, hooks: false }),
    evidence: null,
    outsideAuthor: async () => null,
    queue: createKeyedQueue(),
    workspace: '/workspace',
    shell: 'test',
    appVersion: '0.0.0-test',
    follow: () => undefined,
    unfollow: () => undefined,
    outsideTimes,
    touched: createTouchedFiles(files, timekeeper, outsideTimes),
    lookAgain: () => undefined,
    watchReplaced: (_id, became) => {
      if (typeof became !== 'string')
        void (became.how === 'link' ? files.remove(became.path) : became.handle.close());
    },
    mendHalfWritten: async () => ok(null),
    signoffCells: {
      settle: (itemIds) => cells.settle(itemIds),
      failureOf: (itemId) => cells.failureOf(itemId),
    },
    inPlace: new Map(),
    unsavedStates: new Map(),
    findingsSettled: async () => undefined,
    watch: () => null,
    owner: () => actorId,
    crashPoint: () => undefined,
  };
  const cells = createSignoffCells(deps);
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { name, db, deps, files, actorId, pass };
}

function startWorkspace(db: WorkspaceDb, deviceName: string): ActorId {
  const actor = {
    name: 'Ada',
    kind: 'person',
    publicKey: 'PEM',
    fingerprint: 'FP',
    unlock: 'system',
  } as const;
  return must(createWorkspace(db, { name: 'Fleet', sample: false, deviceName, actor, sign: () => 'signed' }))
    .actorId;
}

/** A file on this device's disk, taken in as a tracker. */
export function importFile(device: Device, path: string, text: string): TrackerId {
  const bytes = new TextEncoder().encode(text);
  device.files.save(path, bytes);
  const { trackerId } = must(
    addTracker(device.db, {
      name: path,
      path,
      profile: 'generic',
      mapping: null,
      bytes,
      actorId: device.actorId,
      summary: 'Imported.',
    }),
  );
  return trackerId;
}

export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
