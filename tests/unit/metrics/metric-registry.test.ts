import { expect, test } from 'vitest';
import type { Metric } from '../../../core/domain/metrics/metric.ts';
import { createMetricRegistry } from '../../../main/engine/metrics/metric-registry.ts';

const metric = <Name extends string>(name: Name): Metric<Name> => ({
  name,
  title: name,
  unit: 'things',
  rollUp: 'sum',
  of: 'app',
});
const silent = { error: () => undefined };

test('a part that registers what it measures is sampled with the others', () => {
  const metrics = createMetricRegistry(silent);
  metrics.register([metric('one')], () => ({ one: 1 }));
  expect(metrics.latest()).toBeNull();
  metrics.register([metric('two'), metric('three')], () => ({ two: 2, three: null }));
  expect(metrics.all().map(({ name }) => name)).toEqual(['one', 'two', 'three']);
  expect(metrics.sample(7)).toEqual({ one: 1, two: 2, three: null });
  expect(metrics.latest()).toEqual({ at: 7, values: { one: 1, two: 2, three: null } });
});

test('a part that fails is told, measures nothing, and takes no number of another with it', () => {
  const told: unknown[] = [];
  const metrics = createMetricRegistry({ error: (_message, cause) => void told.push(cause) });
  const bug = new Error('no such file');
  metrics.register([metric('broken')], () => {
    throw bug;
  });
  metrics.register([metric('sound')], () => ({ sound: 3 }));
  expect(metrics.sample(1)).toEqual({ broken: null, sound: 3 });
  expect(told).toEqual([bug]);
});

test('a name is measured by one part only', () => {
  const metrics = createMetricRegistry(silent);
  metrics.register([metric('one')], () => ({ one: 1 }));
  expect(() => metrics.register([metric('one')], () => ({ one: 2 }))).toThrow('one is registered twice');
});

test('what nobody measures any more is averaged', () => {
  const metrics = createMetricRegistry(silent);
  metrics.register([metric('one')], () => ({ one: 1 }));
  expect([metrics.ruleOf('one'), metrics.ruleOf('gone')]).toEqual(['sum', 'mean']);
});
