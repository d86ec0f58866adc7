import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from './support-folder.ts';
import { openEngine } from './test-engine.ts';

it('an engine whose hub nobody reaches measures all the same, the fleet and itself', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const engine = await openEngine({ folder: temporaryFolder() });
  const read = async () => engine.handlers.views['metrics.now'].read({ hubId: null });
  const before = await read();
  expect(before.extra.at).toBeNull();
  expect(before.rows.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['queue.normal', 'app.database-size']),
  );
  vi.advanceTimersByTime(10_000);
  const { rows, extra } = await read();
  expect(extra.at).not.toBeNull();
  const valueOf = (name: string) => rows.find(({ id }) => id === name)?.value;
  expect(valueOf('queue.normal')).toBe(0);
  expect(valueOf('app.database-size')).toBeGreaterThan(0);
});
