import {
  eventLogLevels,
  type LogFacts,
  type LogLine,
} from '../../../../core/domain/fleet/events/log-line.ts';
import {
  eventRules,
  type FleetEvent,
  type FleetEventType,
  type Typed,
} from '../../../../core/domain/fleet/events.ts';
import type { Log, LogLevel } from '../../../../node/log/log.ts';

/** Every name under which the hub logs, once, with the level of its line. */
export const telemetryEvents = {
  ...eventLogLevels,
  'hub.listening': 'info',
  'hub.stopped': 'info',
  'agent.silent': 'warn',
  'agent.slow': 'warn',
  'agent.replaced': 'warn',
  'agent.refused': 'warn',
  'client.rate-limited': 'debug',
  'client.violation': 'warn',
  'client.cooldown': 'warn',
} as const satisfies Readonly<Record<string, Exclude<LogLevel, 'error'>>>;
export type TelemetryEvent = keyof typeof telemetryEvents;

export interface Telemetry {
  logEvent(event: TelemetryEvent, facts?: LogFacts): void;
  /** The lines of what was committed. */
  follow(events: readonly FleetEvent[]): void;
}

/** One structured line per thing worth knowing later. What is said goes through the log, which blots out secrets. */
export function createTelemetry(log: Pick<Log, 'debug' | 'info' | 'warn'>): Telemetry {
  const logEvent = (event: TelemetryEvent, facts: LogFacts = {}): void =>
    log[telemetryEvents[event]](event, facts);
  return {
    logEvent,
    follow(events) {
      for (const event of events) for (const [name, facts] of linesOf(event)) logEvent(name, facts);
    },
  };
}

function linesOf<Type extends FleetEventType>(event: Typed<Type>): readonly LogLine[] {
  return eventRules[event.type].logLines?.(event) ?? [];
}
