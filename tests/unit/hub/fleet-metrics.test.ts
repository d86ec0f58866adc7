import { describe, expect, it } from 'vitest';
import { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { defaultFleetSettings } from '../../../core/domain/fleet/settings.ts';
import { TaskSpec } from '../../../core/domain/fleet/tasks/task.ts';
import { createFleetMeter, fleetMetrics } from '../../../main/engine/hub/telemetry/fleet-metrics.ts';
import { emptyState } from '../../support/fleet/empty-state.ts';
import { manualClock } from '../../support/manual-clock.ts';

const by = { kind: 'hub', id: 'hub', name: 'hub' };
const decision = {
  because: ['free'],
  tier: 'standard',
  target: { kind: 'shell' },
  candidates: 1,
  fallbackFrom: null,
  score: 1,
};
const complexity = { tier: 'standard', source: 'inferred', inferred: 'standard', confidence: 1, reasons: [] };
const attemptOf = (taskId: string) => ({ at: 1, taskId, generation: 1, agentId: 'ag_1' });
const spent = (micros: number, currency: string) => ({
  cost: { micros, currency },
  tokensIn: 100,
  tokensOut: 50,
});

function measured() {
  const clock = manualClock();
  const state = emptyState(defaultFleetSettings);
  const meter = createFleetMeter(() => state);
  const happen = (event: Readonly<Record<string, unknown>>): void =>
    meter.follow([FleetEvent.parse({ at: clock.moment().wall, ...event })], clock.moment());
  const submit = (taskId: string): void =>
    happen({
      type: 'task.submitted',
      by,
      taskId,
      clientKey: null,
      spec: TaskSpec.parse({ description: 'x' }),
      complexity,
      sample: false,
      rank: 1,
      waitsFor: [],
    });
  const assign = (taskId: string): void => happen({ type: 'task.assigned', ...attemptOf(taskId), decision });
  return { clock, meter, happen, submit, assign };
}

const completed = (taskId: string, workedMs: number, cost: ReturnType<typeof spent>) => ({
  type: 'task.completed',
  ...attemptOf(taskId),
  result: { summary: '', model: null, branch: null, commit: null, pullRequest: null, verified: null },
  spent: cost,
  workedMs,
});

describe('a sample of the metrics', () => {
  it('has a value for every name, and says nothing where there was nothing to measure', () => {
    const values = measured().meter.read();
    expect(Object.keys(values).toSorted()).toEqual(fleetMetrics.map(({ name }) => name).toSorted());
    expect(values).toMatchObject({ 'assign.p95': null, 'tasks.success-rate': null, 'queue.high': 0 });
  });

  it('measures from submission to assignment by the steady clock', () => {
    const { clock, meter, submit, assign } = measured();
    for (const [index, wait] of [10, 20, 30, 400].entries()) {
      submit(`ta_${index}`);
      clock.pass(wait);
      assign(`ta_${index}`);
    }
    expect(meter.read()).toMatchObject({
      'assign.p50': 20,
      'assign.p95': 400,
      'tasks.submitted': 4,
    });
  });

  it('counts the wait of a retry from when it may be tried again', () => {
    const { clock, meter, happen, submit, assign } = measured();
    submit('ta_1');
    assign('ta_1');
    happen({
      type: 'attempt.ended',
      ...attemptOf('ta_1'),
      by,
      reason: 'failed',
      error: '',
      spent: spent(0, 'USD'),
      workedMs: 1500,
      next: 'queued',
      notBefore: clock.moment().wall + 2_000,
    });
    clock.pass(2_050);
    assign('ta_1');
    expect(meter.read()).toMatchObject({
      'assign.p99': 50,
      'work.p50': 1.5,
      'tasks.failed': 1,
      'tasks.success-rate': 0,
    });
  });

  it('does not add amounts of different currencies', () => {
    const { meter, happen } = measured();
    happen(completed('ta_1', 0, spent(100, 'USD')));
    happen(completed('ta_2', 0, spent(300, 'EUR')));
    happen(completed('ta_3', 0, spent(250, 'USD')));
    expect(meter.read()).toMatchObject({ 'cost.micros': 350, tokens: 450, 'tasks.success-rate': 100 });
  });

  it('starts every sample from nothing', () => {
    const { meter, happen } = measured();
    happen(completed('ta_1', 5, spent(100, 'USD')));
    meter.read();
    expect(meter.read()).toMatchObject({ 'tasks.completed': 0, 'cost.micros': 0, 'work.p50': null });
  });
});
