import { z } from 'zod';

/** Every metric of the hub, sampled every 10 seconds. `.p50` and its like are over what ended within the step. */
export const MetricName = z.enum([
  'queue.urgent',
  'queue.high',
  'queue.normal',
  'queue.low',
  'tasks.running',
  'tasks.submitted',
  'tasks.completed',
  'tasks.failed',
  'tasks.dead',
  'tasks.success-rate',
  'assign.p50',
  'assign.p95',
  'assign.p99',
  'work.p50',
  'work.p95',
  'work.p99',
  'agents.connected',
  'agents.busy',
  'agents.utilisation',
  'cost.micros',
  'tokens',
]);
export type MetricName = z.infer<typeof MetricName>;

/** How a step of a longer roll-up is made of its parts. */
export const metricKinds: Readonly<
  Record<MetricName, { readonly unit: string; readonly rollUp: 'mean' | 'sum' | 'max' }>
> = {
  'queue.urgent': { unit: 'tasks', rollUp: 'max' },
  'queue.high': { unit: 'tasks', rollUp: 'max' },
  'queue.normal': { unit: 'tasks', rollUp: 'max' },
  'queue.low': { unit: 'tasks', rollUp: 'max' },
  'tasks.running': { unit: 'tasks', rollUp: 'max' },
  'tasks.submitted': { unit: 'tasks', rollUp: 'sum' },
  'tasks.completed': { unit: 'tasks', rollUp: 'sum' },
  'tasks.failed': { unit: 'attempts', rollUp: 'sum' },
  'tasks.dead': { unit: 'tasks', rollUp: 'sum' },
  'tasks.success-rate': { unit: '%', rollUp: 'mean' },
  'assign.p50': { unit: 'ms', rollUp: 'max' },
  'assign.p95': { unit: 'ms', rollUp: 'max' },
  'assign.p99': { unit: 'ms', rollUp: 'max' },
  'work.p50': { unit: 's', rollUp: 'max' },
  'work.p95': { unit: 's', rollUp: 'max' },
  'work.p99': { unit: 's', rollUp: 'max' },
  'agents.connected': { unit: 'agents', rollUp: 'mean' },
  'agents.busy': { unit: 'agents', rollUp: 'mean' },
  'agents.utilisation': { unit: '%', rollUp: 'mean' },
  'cost.micros': { unit: 'millionths of the currency', rollUp: 'sum' },
  tokens: { unit: 'tokens', rollUp: 'sum' },
};
