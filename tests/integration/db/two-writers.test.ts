import { expect, test } from 'vitest';
import { openWorkspaceDatabase } from '../../../db/open.ts';
import { layoutValue } from '../../../db/readers/settings-view.ts';
import { setLayout } from '../../../db/usecases/layout.ts';
import { must, testClock, testEntropy, testWorkspace } from './open-workspace.ts';

/** The same file opened a second time, as by a second host. */
function second(file: string) {
  const told: string[] = [];
  const opened = openWorkspaceDatabase({
    file,
    clock: testClock(),
    entropy: testEntropy(7),
    appVersion: '0.0.0-test',
    onOvertaken: () => told.push('overtaken'),
  });
  return { db: must(opened), told };
}

test('of two that have a workspace open, the one that writes after the other has written is refused, now and ever after', () => {
  const first = testWorkspace();
  const other = second(first.file);
  must(setLayout(first.db, 'table', { width: 1 }));
  for (const width of [2, 3]) {
    const refused = setLayout(other.db, 'table', { width });
    expect(refused.ok ? null : refused.error.code).toBe('db.overtaken');
  }
  expect(other.told).toEqual(['overtaken']);
  must(setLayout(first.db, 'table', { width: 4 }));
  other.db.close();
  must(setLayout(first.db, 'table', { width: 5 }));
  expect(layoutValue(first.db.read, 'table')).toEqual({ width: 5 });
});

test('who is refused changes nothing, and reads what the other wrote', () => {
  const first = testWorkspace();
  const other = second(first.file);
  must(setLayout(other.db, 'table', { width: 1 }));
  const refused = setLayout(first.db, 'table', { width: 2 });
  expect(refused.ok ? null : refused.error.code).toBe('db.overtaken');
  expect(layoutValue(first.db.read, 'table')).toEqual({ width: 1 });
  other.db.close();
});
