import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignRoles } from '../../../core/domain/trackers/read/table/assign-roles.ts';
import { type RoleScores, THRESHOLD } from '../../../core/domain/trackers/read/table/role-scores.ts';
import { ColumnRole } from '../../../core/domain/trackers/vocabulary/column-words.ts';

const roles = ColumnRole.options;
const score = fc.integer({ min: -100, max: 160 }).map((hundredths) => hundredths / 100);
const column: fc.Arbitrary<RoleScores> = fc.record({
  key: score,
  name: score,
  status: score,
  due: score,
  start: score,
  done: score,
  owner: score,
  depends: score,
  notes: score,
  count: score,
  priority: score,
  evidence: score,
});
const table = (most: number) =>
  fc.array(column, { maxLength: most }).map((columns) => new Map(columns.map((own, at) => [at, own])));

type Scores = ReadonlyMap<number, RoleScores>;

function sumOf(scores: Scores, assigned: ReadonlyMap<number, ColumnRole>): number {
  return [...assigned].reduce((sum, [at, role]) => sum + (scores.get(at)?.[role] ?? 0), 0);
}

/** The highest sum there is, by trying everything. */
function highest(scores: Scores, at = 0, taken: ReadonlySet<ColumnRole> = new Set()): number {
  const own = scores.get(at);
  if (own === undefined) return 0;
  const free = roles.filter((role) => !taken.has(role) && own[role] >= THRESHOLD);
  return Math.max(
    highest(scores, at + 1, taken),
    ...free.map((role) => own[role] + highest(scores, at + 1, new Set([...taken, role]))),
  );
}

describe('giving roles to columns', () => {
  it('gives a role once, none below the threshold, and what a person said in any case', () => {
    fc.assert(
      fc.property(table(14), fc.constantFrom(...roles), (scores, said) => {
        const given = new Map<number, ColumnRole>(scores.size === 0 ? [] : [[0, said]]);
        const assigned = assignRoles(scores, given);
        expect(new Set(assigned.values()).size).toBe(assigned.size);
        expect([...given].every(([at, role]) => assigned.get(at) === role)).toBe(true);
        const guessed = [...assigned].filter(([at]) => !given.has(at));
        expect(guessed.every(([at, role]) => (scores.get(at)?.[role] ?? 0) >= THRESHOLD)).toBe(true);
      }),
    );
  });

  it('reaches the highest sum there is', () => {
    fc.assert(
      fc.property(table(4), (scores) => {
        expect(sumOf(scores, assignRoles(scores, new Map()))).toBeCloseTo(highest(scores), 6);
      }),
    );
  });
});
