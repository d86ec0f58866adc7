import { expect, test } from 'vitest';
import { inferComplexity } from '../../../core/domain/fleet/tasks/complexity.ts';
import { TaskSpec, type TaskSpecInput } from '../../../core/domain/fleet/tasks/task.ts';

const tierOf = (spec: TaskSpecInput) => inferComplexity(TaskSpec.parse(spec));
const words = (count: number) => Array.from({ length: count }, (_, n) => `word${n}`).join(' ');

test('few words are trivial, more are standard, many are complex', () => {
  expect(tierOf({ description: words(9) })).toMatchObject({ tier: 'trivial', confidence: 1 });
  expect(tierOf({ description: words(10) }).tier).toBe('standard');
  expect(tierOf({ description: words(51) }).tier).toBe('complex');
});

test('a word for far-reaching work makes even a short task complex, and says so first', () => {
  const complexity = tierOf({ description: 'Refactor the importer' });
  expect(complexity.tier).toBe('complex');
  expect(complexity.reasons[0]).toBe('Speaks of refactor: complex.');
  expect(complexity.confidence).toBeLessThan(1);
});

test('files and checks weigh in', () => {
  const contextFiles = ['a', 'b', 'c', 'd'].map((path) => ({ path }));
  const successCriteria = ['one', 'two', 'three', 'four'];
  expect(tierOf({ description: words(9), contextFiles, successCriteria })).toMatchObject({
    tier: 'trivial',
    confidence: 0.6,
  });
  expect(tierOf({ description: words(30), contextFiles, successCriteria }).confidence).toBe(0.6);
});

test('a shell command needs no thinking', () => {
  expect(tierOf({ description: words(80), work: { kind: 'shell', command: 'make' } }).tier).toBe('trivial');
});

test('a chosen tier counts, and what was inferred stays beside it', () => {
  expect(tierOf({ description: 'Fix a typo', tier: 'complex' })).toMatchObject({
    tier: 'complex',
    source: 'chosen',
    inferred: 'trivial',
  });
});
