import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type HostedEngine,
  type HostLocation,
  openWorkspace,
} from '../../../main/engine/host/open-workspace.ts';
import { workspaceLock } from '../../../main/engine/host/workspace-lock.ts';
import { startPlainEngine } from '../../support/plain-engine.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Hosts a workspace whose engines are changed by `changed`; `places` says where it ran so far. */
function opening(changed: (engine: HostedEngine, count: number) => Partial<HostedEngine>) {
  const folder = join(tempFolder(), 'workspace');
  const places: HostLocation['at'][] = [];
  let count = 0;
  const again = Promise.withResolvers<void>();
  const opened = openWorkspace({
    folder,
    shell: 'test',
    appVersion: '0.0.0-test',
    clock: { now: () => Date.now() },
    entropy: { bytes: (length) => randomBytes(length) },
    async startEngine() {
      count += 1;
      const engine = await startPlainEngine(folder);
      return engine.ok ? { ...engine, value: { ...engine.value, ...changed(engine.value, count) } } : engine;
    },
    onLocation({ at }) {
      places.push(at);
      if (at === 'here' && count > 1) again.resolve();
    },
  }).then((result) => {
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  });
  return { opened, places, again: again.promise, isLocked: () => existsSync(workspaceLock(folder).path) };
}

test('an engine that was overtaken while it started gives way as soon as it is up', async () => {
  let closed = 0;
  const { opened, places, again, isLocked } = opening((_, count) => ({
    onOvertaken: (listener) => void (count === 1 && listener()),
    close: async () => void (closed += 1),
  }));
  const workspace = await opened;
  await again;
  expect(places).toEqual(['here', 'moving', 'moving', 'here']);
  expect(closed).toBe(1);
  await workspace.close();
  expect([closed, isLocked()]).toEqual([2, false]);
});

test('closing waits for an engine that is giving way, whose bugs are told to its log', async () => {
  const told: string[] = [];
  const ending = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const { opened } = opening((engine) => ({
    log: { ...engine.log, error: (message) => void told.push(message) },
    onOvertaken: (listener) => listener(),
    close() {
      asked.resolve();
      return ending.promise;
    },
  }));
  const workspace = await opened;
  const closing = workspace.close().then(() => told.push('closed'));
  await asked.promise;
  ending.reject(new Error('a bug'));
  await closing;
  expect(told).toEqual(['The engine did not end as it should.', 'closed']);
});
