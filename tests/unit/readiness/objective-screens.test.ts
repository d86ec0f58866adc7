import { describe, expect, it } from 'vitest';
import type { RowOf } from '../../../core/contract/index.ts';
import { readGate } from '../../../core/domain/readiness/gate/read-gate.ts';
import { readSloPolicyText } from '../../../core/domain/readiness/slo/read-slo-policy.ts';
import { SloHistory, SloPolicyRow, SloStandingRow } from '../../../core/domain/readiness/slo/slo-rows.ts';
import { firstGate } from '../../../renderer/features/gates/editor/editor-model.ts';
import {
  breachesText,
  chartOf,
  chosenOf,
  knownValues,
  limitsText,
  orderObjectives,
  standingsFact,
  typedValueId,
  valueText,
} from '../../../renderer/features/objectives/objective-model.ts';
import { firstPolicy, outlineOf } from '../../../renderer/features/objectives/policy-model.ts';
import { emptyForm, readValue, type ValueForm } from '../../../renderer/features/objectives/value-form.ts';

const limits = { warn: 250, soft: 280, hard: 300 };

function objective(more: object = {}): RowOf<'slo.standings'> {
  return SloStandingRow.parse({
    id: 'quay/prod/strict/latency',
    policy: 'quay',
    objective: 'latency',
    title: 'Latency',
    stage: 'prod',
    profile: 'strict',
    result: 'pass',
    blocks: false,
    breachesInARow: 0,
    value: 212,
    unit: 'ms',
    at: 1,
    evidenceId: null,
    says: 'Latency is 212 ms.',
    better: 'lower',
    limits,
    repeat: 2,
    source: null,
    ...more,
  });
}

describe('the objectives', () => {
  it('say their values, thresholds and soft failures in a row', () => {
    expect(valueText(1250.5, 'ms')).toBe('1,250.5 ms');
    expect(valueText(null, 'ms')).toBe('no value');
    expect(limitsText(objective())).toBe('warn above 250, soft fail above 280, hard fail above 300');
    expect(limitsText(objective({ better: 'higher', limits: { warn: null, soft: null, hard: 0.9 } }))).toBe(
      'hard fail below 0.9',
    );
    expect(breachesText(objective({ breachesInARow: 1 }))).toBe('1 in a row; 2 block');
    expect(breachesText(objective())).toBe('');
  });

  it('stand with what blocks a release first', () => {
    const rows = [
      objective({ id: 'a' }),
      objective({ id: 'b', result: 'warn' }),
      objective({ id: 'c', result: 'soft-fail' }),
      objective({ id: 'd', result: 'missing', blocks: true }),
    ];
    expect(orderObjectives(rows).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
    expect(standingsFact(rows)).toBe('4 objectives: 1 blocks a release');
    expect(standingsFact(rows.slice(0, 1))).toBe('1 objective: none blocks a release');
  });

  it('are those of the policy, stage and profile that the address names, or of the first', () => {
    const policy = (id: string) =>
      SloPolicyRow.parse({
        id,
        title: id,
        version: null,
        stages: ['staging', 'prod'],
        profiles: ['strict', 'transitional'],
        objectives: 1,
        problems: [],
        savedAt: 1,
        savedBy: 'Ines',
      });
    const none = { policy: null, stage: null, profile: null };
    expect(chosenOf([], none)).toBeNull();
    const policies = [policy('quay'), policy('berth')];
    expect(chosenOf(policies, none)).toMatchObject({ stage: 'staging', profile: 'strict' });
    expect(chosenOf(policies, { policy: 'berth', stage: 'prod', profile: 'gone' })).toMatchObject({
      policy: { id: 'berth' },
      stage: 'prod',
      profile: 'strict',
    });
  });
});

describe('the values of an objective over time', () => {
  const history = (values: readonly (number | null)[]) =>
    SloHistory.parse({
      title: 'Latency',
      unit: 'ms',
      better: 'lower',
      limits,
      points: values.map((value, at) => ({
        id: `desk/${at}`,
        measuredAt: Date.parse('2026-03-01T00:00:00Z') + at * 86_400_000,
        value,
        result: value === null ? null : 'pass',
        says: '',
        evidenceId: null,
        origin: 'read',
        by: null,
        device: 'desk',
      })),
    });
  const iso = (dayOfMarch: number) => `2026-03-0${dayOfMarch}T00:00:00.000Z`;

  it('are drawn with every threshold in words, and a gap from value to value where reports told none', () => {
    const chart = chartOf(history([210, null, null, 230, 240, null]));
    expect(chart.thresholds).toEqual([
      { value: 250, label: 'warn 250 ms' },
      { value: 280, label: 'soft fail 280 ms' },
      { value: 300, label: 'hard fail 300 ms' },
    ]);
    expect(chart.points.map((point) => point['value'])).toEqual([210, null, null, 230, 240, null]);
    expect(chart.gaps).toEqual([
      { from: iso(1), to: iso(4) },
      { from: iso(5), to: iso(6) },
    ]);
  });

  it('have a gap before the first value, and none where nothing was looked for', () => {
    expect(chartOf(history([null, 210])).gaps).toEqual([{ from: iso(1), to: iso(2) }]);
    expect(chartOf(history([210, 220])).gaps).toEqual([]);
    expect(chartOf(history([null])).gaps).toEqual([]);
    expect(knownValues(history([null, 210]))).toBe(1);
  });

  it('can be withdrawn where somebody typed them in', () => {
    expect(typedValueId({ id: '/sv_1', origin: 'typed' })).toBe('sv_1');
    expect(typedValueId({ id: 'de_1/re_2', origin: 'read' })).toBeNull();
  });
});

describe('a value that is typed in', () => {
  const place = { policy: 'quay', objective: 'latency', stage: 'prod' };
  const now = Date.parse('2026-03-05T09:00:00Z');
  const evidence = `ed_${'0'.repeat(26)}`;
  const read = (form: Partial<ValueForm>) =>
    readValue({ ...emptyForm, value: '212', evidence, ...form }, place, (text) => text, now);

  it('is of now, or of the middle of a day that is over', () => {
    expect(read({}).add).toEqual({ ...place, value: 212, evidence, measuredAt: null, note: '' });
    expect(read({ measured: '2026-03-04' }).add?.measuredAt).toBe(Date.parse('2026-03-04T12:00:00Z'));
    expect(read({ measured: '2026-03-05' }).add?.measuredAt).toBe(now);
    expect(read({ measured: '2026-03-06' }).problems.measured).toContain('still to come');
    expect(read({ measured: 'never' }).problems.measured).toContain('Name the day');
  });

  it('is a number as it is written, and needs its evidence', () => {
    const value = (text: string) => read({ value: text }).add?.value ?? null;
    expect(['99.95', '1,250.5', '−3', '.5', '1e3'].map(value)).toEqual([99.95, 1250.5, -3, 0.5, 1000]);
    expect(['', 'fast', '12,34', '1.2.3', '-', 'e3'].map(value)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(read({ evidence: null }).problems.evidence).toBe('Choose what proves it.');
  });
});

describe('the documents to begin with', () => {
  it('can be saved as they are', () => {
    expect(readGate(firstGate).ok).toBe(true);
    expect(readSloPolicyText(firstPolicy).ok).toBe(true);
  });

  it('are outlined by stage and profile', () => {
    const policy = readSloPolicyText(firstPolicy);
    if (!policy.ok) throw new Error('no policy');
    const [latency] = outlineOf(policy.value);
    expect(
      latency?.rows.map(({ stage, profile, limits: said, source }) => [stage, profile, said, source]),
    ).toEqual([
      ['staging', 'strict', 'warn above 250, soft fail above 280, hard fail above 300', 'typed in'],
      ['staging', 'transitional', 'warn above 280, soft fail above 300, hard fail above 350', 'typed in'],
      ['prod', 'strict', 'warn above 250, soft fail above 280, hard fail above 300', 'typed in'],
      ['prod', 'transitional', 'warn above 280, soft fail above 300, hard fail above 350', 'typed in'],
    ]);
  });
});
