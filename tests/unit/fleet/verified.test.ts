import { describe, expect, test } from 'vitest';
import { nothingSpent } from '../../../core/domain/fleet/money/money.ts';
import {
  agentId,
  createFleetHarness,
  noTranscript,
  result,
  typesOf,
} from '../../support/fleet/fleet-harness.ts';

describe('an attempt', () => {
  test('tells each run of its verification, which counts as progress', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1, { verification: [{ type: 'file_exists', path: 'done' }] });
    bench.plan();
    bench.accept(1);
    const report = (run: number, status: 'pass' | 'fail') => ({
      run,
      status,
      startedAt: bench.at.wall,
      durationMs: 5,
      checks: [{ step: { type: 'file_exists' as const, path: 'done' }, status, durationMs: 5, tail: '' }],
    });
    const verified = { type: 'task.verified', ...bench.ref(1) } as const;
    bench.pass(599_000);
    expect(bench.run({ ...verified, report: report(1, 'fail') })).toMatchObject([
      { type: 'task.verified', generation: 1, agentId: agentId('a'), report: { run: 1, status: 'fail' } },
    ]);
    bench.pass(599_000);
    expect(bench.sweep()).toEqual([]);
    expect(typesOf(bench.run({ ...verified, report: report(2, 'pass') }))).toEqual(['task.verified']);
    bench.run({
      type: 'task.complete',
      ...bench.ref(1),
      result: result(true),
      spent: nothingSpent,
      transcript: noTranscript,
    });
    expect(bench.refusal({ ...verified, report: report(3, 'pass') })).toBe('attempt.stale');
  });

  test('has nothing to verify before it is accepted', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1);
    bench.plan();
    const report = { run: 1, status: 'pass' as const, startedAt: 0, durationMs: 0, checks: [] };
    expect(bench.refusal({ type: 'task.verified', ...bench.ref(1), report })).toBe('attempt.not-accepted');
  });
});
