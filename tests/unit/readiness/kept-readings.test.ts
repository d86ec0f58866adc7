import { expect, it } from 'vitest';
import { readOnce } from '../../../db/readers/readiness/kept-readings.ts';

it('reads the same text once', () => {
  const read: string[] = [];
  const length = readOnce((text) => read.push(text));
  expect([length('ab'), length('c'), length('ab')]).toEqual([1, 2, 1]);
  expect(read).toEqual(['ab', 'c']);
});

it('forgets what was asked for longest ago where the texts together are too long, and keeps the newest however long it is', () => {
  const read: string[] = [];
  const length = readOnce((text) => read.push(text), 6);
  for (const text of ['aaa', 'bbb', 'aaa', 'ccc', 'aaa', 'bbb']) length(text);
  expect(read).toEqual(['aaa', 'bbb', 'ccc', 'bbb']);
  for (const text of ['long and longer', 'long and longer']) length(text);
  expect(read).toEqual(['aaa', 'bbb', 'ccc', 'bbb', 'long and longer']);
});
