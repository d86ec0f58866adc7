import { expect, test } from 'vitest';
import { TaskSpec } from '../../../core/domain/fleet/tasks/task.ts';
import { specDigest } from '../../../db/records/spec-digest.ts';

test('the same submission has the same digest whatever the order of its fields, another has another', () => {
  const one = TaskSpec.parse({ description: 'Fix', metadata: { a: '1', b: '2' } });
  const same = TaskSpec.parse({ metadata: { b: '2', a: '1' }, description: 'Fix' });
  expect(specDigest(one)).toBe(specDigest(same));
  expect(specDigest(TaskSpec.parse({ description: 'Fix it' }))).not.toBe(specDigest(one));
});
