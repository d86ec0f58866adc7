import { describe, expect, test } from 'vitest';
import { readGate } from '../../../../core/domain/readiness/gate/read-gate.ts';
import { readOutside } from '../../../../core/domain/readiness/gate/read-outside.ts';
import { NOW } from './facts-of.ts';

const read = (value: unknown) => readOutside(JSON.stringify(value), NOW);

const report = (more: object = {}) => ({
  contract: 'release_readiness_gate_v1',
  generated_at: '2026-11-29T10:00:00Z',
  status: 'failed',
  decision: 'no-go',
  summary: { total: 2, passed: 1, failed: 1 },
  checks: [
    { check_id: 'job_result:smoke', passed: true, severity: 'high', detail: 'passed' },
    { check_id: 'job_result:contracts', passed: false, severity: 'high', detail: 'The job failed.' },
  ],
  inputs: {},
  exceptions_applied: [],
  ...more,
});

describe('documents of another release process', () => {
  test('a report says its decision and what failed', () => {
    expect(read(report())).toMatchObject({
      ok: true,
      value: {
        kind: 'gate-report',
        decision: 'no-go',
        total: 2,
        failed: [{ check_id: 'job_result:contracts' }],
      },
    });
  });

  test.each([
    ['a decision that its status denies', report({ status: 'passed' })],
    ['a go over a grave failure', report({ status: 'passed', decision: 'go' })],
    ['a decision nobody knows', report({ decision: 'maybe' })],
    ['a policy without profiles', { version: 1, profiles: {} }],
    ['a lineage whose edges say nothing', { nodes: [], edges: [{}] }],
  ])('%s is refused', (_what, value) => {
    expect(read(value)).toMatchObject({ error: { code: 'gate.outside-broken' } });
  });

  test('a policy is one gate for each profile, and says what it leaves out', () => {
    const found = read({
      version: 3,
      profiles: {
        strict: { max_high_failures: 0, max_medium_failures: 0, dx_allowed_slo_statuses: ['pass'] },
        transitional: { max_medium_failures: 2, allow_trend_unverified: true },
      },
    });
    if (!found.ok || found.value.kind !== 'policy') throw new Error('no policy');
    const gates = found.value.profiles.map(({ text }) => readGate(text));
    expect(gates).toMatchObject([
      {
        ok: true,
        value: { gate: 'release-gate-strict', mediumAllowed: 0, criteria: [{}, { slo: { policy: 'dx' } }] },
      },
      {
        ok: true,
        value: { gate: 'release-gate-transitional', mediumAllowed: 2, criteria: [{ findings: { most: 0 } }] },
      },
    ]);
    expect(found.value.profiles[1]?.text).toMatch(
      /^# Without a meaning here, and left out: allow_trend_unverified\n/u,
    );
  });

  test('exceptions are told apart by whether they would count', () => {
    const entry = {
      check_id: 'dx_metrics',
      approved_by: 'Rosa',
      reason: 'The job moves house.',
      expires_at: '2026-12-24T00:00:00Z',
    };
    expect(
      read({
        exceptions: [
          entry,
          { ...entry, expires_at: '2026-11-30T12:00:00Z' },
          { ...entry, approved_by: '' },
          { check_id: 'smoke', approved_by: 'Rosa', reason: 'Known.' },
        ],
      }),
    ).toMatchObject({
      value: {
        entries: [
          { problem: null, expiresAt: Date.parse(entry.expires_at) },
          { problem: 'It expired on 2026-11-30.' },
          { problem: 'It lacks what it is for, who approved it or why.' },
          { problem: 'It does not say when it expires.' },
        ],
      },
    });
  });

  test('lineage is complete when every edge was seen and leads somewhere', () => {
    const nodes = [{ id: 'smoke' }, { id: 'decision' }];
    const edge = { source: 'smoke', target: 'decision', relation: 'drives', status: 'observed' };
    expect(read({ nodes, edges: [edge] })).toMatchObject({ value: { complete: true, missing: [] } });
    for (const wrong of [
      { ...edge, status: 'missing' },
      { ...edge, source: 'nowhere' },
    ])
      expect(read({ nodes, edges: [edge, wrong] })).toMatchObject({
        value: { complete: false, missing: [expect.any(String)] },
      });
    expect(read({ nodes, edges: [] })).toMatchObject({ value: { complete: false } });
  });

  test('anything else is said to be something else', () => {
    expect(read({ tasks: [] })).toMatchObject({ error: { code: 'gate.outside-unknown' } });
    expect(readOutside('{', NOW)).toMatchObject({ error: { code: 'gate.outside-broken' } });
    expect(readOutside('['.repeat(10_000), NOW)).toMatchObject({ error: { code: 'gate.outside-broken' } });
  });
});
