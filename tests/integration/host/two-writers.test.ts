import { expect, test } from 'vitest';
import { openWorkspaceDatabase } from '../../../db/open.ts';
import { readSettings } from '../../../db/readers/settings-view.ts';
import { setSettings } from '../../../db/usecases/settings.ts';
import { must, testClock, testEntropy, testWorkspace } from '../db/open-workspace.ts';

/** One workspace opened twice, as by two hosts; `set` says what became of a decision of each. */
function opened() {
  const first = testWorkspace();
  const told: string[] = [];
  const second = must(
    openWorkspaceDatabase({
      file: first.file,
      clock: testClock(),
      entropy: testEntropy(7),
      appVersion: '0.0.0-test',
      onOvertaken: () => told.push('overtaken'),
    }),
  );
  const set = (db: typeof second, staleAfterDays: number): string => {
    const done = setSettings(db, first.actorId, { staleAfterDays });
    return done.ok ? 'kept' : done.error.code;
  };
  return { first: first.db, second, told, set };
}

test('of two that have a workspace open, the one that writes after the other has written is refused, now and ever after', () => {
  const { first, second, told, set } = opened();
  expect(set(first, 1)).toBe('kept');
  expect([set(second, 2), set(second, 3)]).toEqual(['db.overtaken', 'db.overtaken']);
  expect(told).toEqual(['overtaken']);
  expect(set(first, 4)).toBe('kept');
  second.close();
  expect(set(first, 5)).toBe('kept');
  expect(readSettings(first.read).staleAfterDays).toBe(5);
});

test('who is refused changes nothing, and reads what the other wrote', () => {
  const { first, second, set } = opened();
  expect(set(second, 1)).toBe('kept');
  expect(set(first, 2)).toBe('db.overtaken');
  expect(readSettings(first.read).staleAfterDays).toBe(1);
  second.close();
});
