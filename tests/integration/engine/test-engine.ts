import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RowOf } from '../../../core/contract/index.ts';
import { contract, type OutputOf } from '../../../core/contract/index.ts';
import type { Clock, Timekeeper } from '../../../core/kernel/clock.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Result } from '../../../core/kernel/result.ts';
import { createEngine, type Engine, type EngineOptions } from '../../../main/engine/engine.ts';
import type { OutsideTimes } from '../../../main/engine/files/outside-times.ts';
import type { Topic } from '../../../main/engine/topics.ts';
import type { SecretStore } from '../../../node/secrets/secret-store.ts';
import { createMemorySecrets } from '../../support/memory-secrets.ts';

export const context = { actor: null, signal: new AbortController().signal };

/** A clock that stands until moved. */
export function testClock(start = Date.parse('2026-11-20T10:00:00Z')): {
  now(): number;
  forward(ms: number): void;
} {
  let now = start;
  return {
    now: () => now,
    forward: (ms) => {
      now += ms;
    },
  };
}

/** The steady clock is that of this process, whatever the time of day is said to be. */
export function testTimekeeper(clock: Clock): Timekeeper {
  return { moment: () => ({ wall: clock.now(), steady: performance.now() }) };
}

/** Outside saves are whole when they are seen. */
export const AT_ONCE: OutsideTimes = { still: 0, shrunk: 0, atLatest: 0, offer: 30_000, keep: 0 };

export interface TestEngineOptions extends Partial<EngineOptions> {
  readonly folder: string;
  readonly clock?: Clock;
}

/** Secrets outlive an engine, as a keyring does. */
const secretsOf = new Map<string, SecretStore>();

/** A real engine on real files in `folder/workspace`; closed when the test ends. */
export async function openEngine(options: TestEngineOptions): Promise<Engine> {
  const { folder, clock = testClock(), ...rest } = options;
  const secrets = secretsOf.get(folder) ?? createMemorySecrets();
  secretsOf.set(folder, secrets);
  const made = await createEngine({
    workspace: join(folder, 'workspace'),
    timekeeper: testTimekeeper(clock),
    entropy: { bytes: (count) => new Uint8Array(randomBytes(count)) },
    log: { level: 'warn' },
    shell: 'test',
    secrets,
    appVersion: '0.0.0-test',
    sample: false,
    watch: false,
    outsideTimes: AT_ONCE,
    ...rest,
  });
  const engine = take(made);
  onTestFinished(() => engine.close());
  return engine;
}

/** The value of an answer that must be good. */
export function take<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

export function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

export async function importOne(engine: Engine, path: string): Promise<TrackerId> {
  const answer = await engine.handlers.calls['trackers.import'](
    { paths: [path], profile: null, mapping: null },
    context,
  );
  const { imported, refused } = take(answer);
  const [one] = imported;
  if (one === undefined) throw new Error(JSON.stringify(refused));
  return one.trackerId;
}

type Item = RowOf<'trackers.items'>;

export async function itemsOf(engine: Engine, trackerId: TrackerId): Promise<readonly Item[]> {
  const input = contract['trackers.items'].input.parse({
    trackerId,
    filter: {},
    sort: { by: 'document', descending: false },
    window: { start: 0, limit: 500 },
  });
  const { rows } = await engine.handlers.views['trackers.items'].read(input);
  return rows;
}

export async function itemNamed(engine: Engine, trackerId: TrackerId, start: string): Promise<Item> {
  const rows = await itemsOf(engine, trackerId);
  const found = rows.find((row) => row.title.startsWith(start));
  if (found === undefined)
    throw new Error(`no item ${start} among ${rows.map((row) => row.title).join(', ')}`);
  return found;
}

export async function setField(
  engine: Engine,
  trackerId: TrackerId,
  item: string,
  field: string,
  value: string,
): Promise<Result<OutputOf<'trackers.edit'>>> {
  const { id } = await itemNamed(engine, trackerId, item);
  return engine.handlers.calls['trackers.edit'](
    { trackerId, edits: [{ kind: 'set-field', itemId: id, field, value }], log: null, actorId: null },
    context,
  );
}

export async function conflictsOf(
  engine: Engine,
  resolved = false,
): Promise<readonly RowOf<'conflicts.list'>[]> {
  return (await engine.handlers.views['conflicts.list'].read({ trackerId: null, resolved })).rows;
}

export async function trackerRow(engine: Engine, trackerId: TrackerId): Promise<RowOf<'trackers.list'>> {
  const { rows } = await engine.handlers.views['trackers.list'].read({});
  const found = rows.find((row) => row.id === trackerId);
  if (found === undefined) throw new Error('the tracker is not listed');
  return found;
}

export async function undo(engine: Engine): Promise<Result<OutputOf<'trackers.undo'>>> {
  return engine.handlers.calls['trackers.undo']({ trackerId: null }, context);
}

export async function redo(engine: Engine): Promise<Result<OutputOf<'trackers.redo'>>> {
  return engine.handlers.calls['trackers.redo']({ trackerId: null }, context);
}

/** Resolves when a topic is published and the check holds; the way a screen waits. */
export function until(
  engine: Engine,
  topics: readonly Topic[],
  check: () => Promise<boolean>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const recheck = (): void => {
      check().then((holds) => {
        if (!holds) return undefined;
        stop();
        resolve();
        return undefined;
      }, reject);
    };
    const stop = engine.topics.subscribe(topics, recheck);
    recheck();
  });
}
