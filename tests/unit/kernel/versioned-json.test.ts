import { expect, test } from 'vitest';
import { z } from 'zod';
import { versionedJson } from '../../../core/kernel/versioned-json.ts';

const Named = z.object({ first: z.string(), last: z.string() });

const second = versionedJson('name', Named, [
  (old) => {
    const [first = '', last = ''] = z.string().parse(old).split(' ');
    return { first, last };
  },
]);

test('what is written is read back', () => {
  const text = second.write({ first: 'Ada', last: 'Byron' });
  expect(text).toBe('{"v":2,"d":{"first":"Ada","last":"Byron"}}');
  expect(second.read(text)).toEqual({ ok: true, value: { first: 'Ada', last: 'Byron' } });
});

test('an older version is lifted when read', () => {
  expect(second.read('{"v":1,"d":"Ada Byron"}')).toEqual({
    ok: true,
    value: { first: 'Ada', last: 'Byron' },
  });
});

test('a version from a newer app is a result that says so', () => {
  const read = second.read('{"v":3,"d":{}}');
  expect(read.ok ? null : read.error.code).toBe('json.newer');
});

test.each([
  ['no JSON', 'nonsense'],
  ['no envelope', '{"first":"Ada"}'],
  ['version zero', '{"v":0,"d":{}}'],
  ['wrong form', '{"v":2,"d":{"first":"Ada"}}'],
  ['null', 'null'],
])('%s is a result, not a crash', (_what, text) => {
  const read = second.read(text);
  expect(read.ok ? null : read.error.code).toBe('json.broken');
});
