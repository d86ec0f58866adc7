import { describe, expect, it } from 'vitest';
import { type SloValue, standingOf } from '../../../core/domain/readiness/slo/judge-slo.ts';
import { readSloPolicyText } from '../../../core/domain/readiness/slo/read-slo-policy.ts';
import { EvidenceId } from '../../../core/kernel/ids.ts';

const NOW = Date.UTC(2026, 5, 1);
const DAY = 86_400_000;

function policy(objective: string) {
  const read = readSloPolicyText(
    `policy: api\ntitle: API\nstages: [prod]\nobjectives:\n  - { id: p95, title: p95 latency, ${objective} }\n`,
  );
  if (!read.ok) throw new Error(read.problems[0]?.says);
  return read.value;
}

const LOWER =
  'unit: ms, better: lower, freshDays: 7, repeat: 3, thresholds: [{ warn: 250, soft: 280, hard: 300 }]';

function standing(values: readonly SloValue[], objective = LOWER) {
  const document = policy(objective);
  const [one] = document.objectives;
  if (one === undefined) throw new Error('no objective');
  return standingOf({
    document,
    objective: one,
    stage: 'prod',
    profile: 'strict',
    values,
    now: NOW,
    drift: 60_000,
  });
}

let reports = 0;
/** Of a report of its own, an hour ago. */
function value(number: number | null, more: Partial<SloValue> = {}): SloValue {
  reports += 1;
  return {
    value: number,
    measuredAt: NOW - 3_600_000,
    says: 'In latency.json, json:/p95 is that.',
    digest: String(reports),
    evidence: null,
    ...more,
  };
}
const proof = (state: NonNullable<SloValue['evidence']>['state']) =>
  value(200, { digest: null, evidence: { id: EvidenceId.parse('ed_1'), state } });

describe('how an objective stands', () => {
  it.each([
    [250, 'pass', false],
    [250.1, 'warn', false],
    [280, 'warn', false],
    [281, 'soft-fail', false],
    [300, 'soft-fail', false],
    [300.5, 'hard-fail', true],
  ])('at %d is %s; blocks: %s', (number, result, blocks) => {
    expect(standing([value(number)])).toMatchObject({ result, blocks, value: number });
  });

  it.each([
    [0.95, 'pass'],
    [0.94, 'soft-fail'],
    [0.9, 'soft-fail'],
    [0.89, 'hard-fail'],
  ])('where higher is better, at %d is %s', (number, result) => {
    expect(standing([value(number)], 'better: higher, thresholds: [{ soft: 0.95, hard: 0.9 }]').result).toBe(
      result,
    );
  });

  it('says the value, its limit and where it comes from', () => {
    expect(standing([value(290)]).says).toBe(
      'p95 latency is 290 ms at prod, above its soft limit of 280 ms, 1 in a row of the 3 that block. In latency.json, json:/p95 is that.',
    );
    expect(standing([value(240)]).says).toContain('is 240 ms at prod, within its limits.');
    expect(standing([value(260)]).says).toContain('above where it begins to warn, 250 ms');
  });

  it('blocks when soft failures come as often in a row as the policy says', () => {
    expect(standing([value(290), value(290)])).toMatchObject({ breachesInARow: 2, blocks: false });
    expect(standing([value(290), value(299), value(310)])).toMatchObject({ breachesInARow: 3, blocks: true });
    expect(standing([value(290), value(290), value(200), value(290)])).toMatchObject({
      breachesInARow: 2,
      blocks: false,
    });
    expect(standing([value(200), value(290), value(290), value(290)])).toMatchObject({
      breachesInARow: 0,
      blocks: false,
    });
  });

  it('counts the same report once however often it was read, and what could not be read not at all', () => {
    const same = value(290);
    expect(standing([same, same, same, same]).breachesInARow).toBe(1);
    expect(standing([value(290), value(null), value(290)]).breachesInARow).toBe(2);
  });

  it('counts a value that was dated ahead neither as a failure nor as an end of those in a row', () => {
    const ahead = (number: number) => value(number, { measuredAt: NOW + DAY });
    expect(standing([value(290), ahead(290), ahead(290)])).toMatchObject({
      breachesInARow: 1,
      blocks: false,
    });
    expect(standing([value(290), ahead(200), value(290), value(290)])).toMatchObject({
      breachesInARow: 3,
      blocks: true,
    });
  });

  it('is missing where nothing was read, the report is gone or it comes from the future', () => {
    expect(standing([])).toMatchObject({ result: 'missing', blocks: true, value: null });
    const gone = value(null, { says: 'latency.json is not there.' });
    expect(standing([gone, value(200)])).toMatchObject({
      result: 'missing',
      blocks: true,
      says: 'p95 latency has no value at prod: latency.json is not there.',
    });
    expect(standing([value(200, { measuredAt: NOW + DAY })])).toMatchObject({
      result: 'missing',
      blocks: true,
      says: expect.stringContaining('dated in the future'),
    });
  });

  it('is stale when its value is older than the policy allows, by when it was measured', () => {
    expect(standing([value(200, { measuredAt: NOW - 7 * DAY + 1 })]).result).toBe('pass');
    expect(standing([value(200, { measuredAt: NOW - 7 * DAY })])).toMatchObject({
      result: 'stale',
      blocks: true,
    });
  });

  it.each(['failed', 'missing', 'stale', 'unverified', 'unreachable', 'withdrawn', 'gone'] as const)(
    'has no value where what proves it is %s',
    (state) => {
      expect(standing([proof(state)])).toMatchObject({ result: 'missing', blocks: true, evidenceId: 'ed_1' });
    },
  );

  it('counts a value that was typed in as long as its evidence is verified', () => {
    expect(standing([proof('verified')])).toMatchObject({ result: 'pass', evidenceId: 'ed_1' });
  });
});
