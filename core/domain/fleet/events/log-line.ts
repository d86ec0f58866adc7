import type { FactValue } from '../../../kernel/result.ts';

/** Every name under which events are logged, once, with the level of its line. */
export const eventLogLevels = {
  'agent.connect': 'info',
  'agent.disconnect': 'info',
  'agent.move': 'debug',
  'task.submit': 'info',
  'task.assign': 'info',
  'task.accept': 'debug',
  'task.complete': 'info',
  'task.fail': 'info',
  'task.retry': 'info',
  'task.reclaim': 'warn',
  'task.cancel': 'info',
  'task.dead-letter': 'warn',
  'task.requeue': 'info',
  'scheduler.match': 'debug',
  'scheduler.fallback': 'info',
  'verification.run': 'info',
  'endpoint.health': 'info',
  'token.add': 'info',
  'token.revoke': 'info',
  'settings.change': 'info',
  'limits.change': 'info',
} as const satisfies Readonly<Record<string, 'debug' | 'info' | 'warn'>>;

export type LogFacts = Readonly<Record<string, FactValue>>;
export type LogLine = readonly [name: keyof typeof eventLogLevels, facts: LogFacts];
